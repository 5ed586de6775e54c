#include "workflow/election.h"

#include "store/late_storage.h"
#include "store/postgres_storage.h"
#include "store/sqlite_storage.h"

#include <filesystem>
#include <system_error>

namespace recanvass::workflow {
namespace {

bool is_address(const std::string& election) {
  return election.starts_with("postgresql://") || election.starts_with("postgres://");
}

base::Result<std::unique_ptr<store::Storage>> open_database(const std::string& address,
                                                            store::Clock& clock,
                                                            ElectionMode mode) {
  store::PostgresOptions options;
  if (mode != ElectionMode::CreateIfMissing) options.mode = store::SchemaMode::MustExist;
  const auto mark = address.find('#');
  if (mark != std::string::npos) options.schema = address.substr(mark + 1);
  return store::open_postgres(address.substr(0, mark), clock, options);
}

store::OpenMode open_mode_of(ElectionMode mode) {
  switch (mode) {
    case ElectionMode::MustExist: return store::OpenMode::MustExist;
    case ElectionMode::CreateIfMissing: return store::OpenMode::CreateIfMissing;
    case ElectionMode::ReadOnly: return store::OpenMode::ReadOnly;
  }
  RECANVASS_CHECK(!"a mode without a way to open");
  return store::OpenMode::ReadOnly;
}

using OpenedStorage = base::Result<std::unique_ptr<store::Storage>>;

OpenedStorage open_place(const std::string& election, store::Clock& clock, ElectionMode mode) {
  if (is_address(election)) return open_database(election, clock, mode);
  const std::filesystem::path file = std::filesystem::path(election) / kLedgerFile;
  std::error_code error;
  if (mode != ElectionMode::CreateIfMissing && !std::filesystem::exists(file, error)) {
    return base::Problem{"election.absent",
                         {election, 0, ""},
                         "no election",
                         "a folder with " + std::string(kLedgerFile) + ", or postgresql://...",
                         "Open one: submit operation.open to a new folder."};
  }
  if (mode == ElectionMode::CreateIfMissing) {
    std::filesystem::create_directories(election, error);
    if (error) {
      return base::Problem{"election.folder",
                           {election, 0, ""},
                           error.message(),
                           "a folder that can be made",
                           "Check the path and its rights."};
    }
  }
  return store::open_sqlite(file.string(), clock, {open_mode_of(mode), 10'000});
}

}  // namespace

OpenedStorage open_election(const std::string& election, store::Clock& clock, ElectionMode mode) {
  if (mode != ElectionMode::CreateIfMissing) return open_place(election, clock, mode);
  const auto opening = [election, &clock](ElectionMode how) {
    return [election, &clock, how] { return open_place(election, clock, how); };
  };
  {
    const auto there = open_place(election, clock, ElectionMode::MustExist);
    if (!there && store::is_absent(there.problems())) {
      return store::made_when_written(election, opening(ElectionMode::MustExist),
                                      opening(ElectionMode::CreateIfMissing));
    }
    if (!there) return there.problems();
  }
  // As whoever may make a store opens it: it sweeps what uploads left behind.
  return open_place(election, clock, mode);
}

}  // namespace recanvass::workflow
