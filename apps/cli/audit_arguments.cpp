#include "apps/cli/audit_arguments.h"

#include "apps/cli/export_words.h"
#include "formats/confined_import.h"
#include "formats/draft_file.h"

#include <filesystem>

namespace recanvass::cli {
namespace {

void add_all(base::Problems& problems, const base::Problems& more) {
  problems.insert(problems.end(), more.begin(), more.end());
}

}  // namespace

std::string text_option(const Arguments& arguments, const std::string& option,
                        base::Problems& problems) {
  const auto path = arguments.one(option);
  if (!path) return {};
  auto text = workflow::read_small_text(*path);
  if (text) return std::move(text).value();
  add_all(problems, text.problems());
  return {};
}

base::Json document_option(const Arguments& arguments, const std::string& option,
                           base::Problems& problems) {
  const auto path = arguments.one(option);
  if (!path) return nullptr;
  const std::size_t had = problems.size();
  const std::string text = text_option(arguments, option, problems);
  if (problems.size() > had) return nullptr;
  auto document = base::parse_json(text, *path);
  if (document) return std::move(document).value();
  add_all(problems, document.problems());
  return nullptr;
}

std::optional<workflow::AuditRecords> records_argument(const Arguments& arguments,
                                                       const std::string& positional,
                                                       const std::string& command,
                                                       base::Problems& problems) {
  std::vector<std::filesystem::path> paths;
  for (const std::string& path : arguments.all(positional)) paths.emplace_back(path);
  const auto limits = limits_of(arguments, command);
  if (!limits) add_all(problems, limits.problems());
  if (paths.empty() || !limits) return std::nullopt;
  auto records = workflow::read_audit_records(paths, *limits);
  if (records) return std::move(records).value();
  add_all(problems, records.problems());
  return std::nullopt;
}

std::optional<workflow::AuditManifest> manifest_option(const Arguments& arguments,
                                                       const std::string& option,
                                                       base::Problems& problems) {
  const auto path = arguments.one(option);
  if (!path) return std::nullopt;
  auto hashed = formats::hash_files({*path});
  auto read = formats::read_files_confined({*path});
  if (!hashed) add_all(problems, hashed.problems());
  if (!read) add_all(problems, read.problems());
  if (!hashed || !read) return std::nullopt;
  if (read->manifests.size() != 1) {
    problems.push_back({"audit.manifest",
                        {*path, 0, option},
                        std::to_string(read->manifests.size()) + " manifests",
                        "one ballot manifest",
                        "Name the file that lists the batches and their cards."});
    return std::nullopt;
  }
  return workflow::AuditManifest{read->manifests.front().manifest, std::move(hashed).value()};
}

formats::TypedReadings readings_option(const Arguments& arguments, base::Problems& problems) {
  formats::TypedReadings all;
  for (const std::string& path : arguments.all("--readings")) {
    auto text = workflow::read_small_text(path);
    if (!text) {
      add_all(problems, text.problems());
      continue;
    }
    auto readings = formats::read_card_readings(std::move(text).value(), path);
    if (!readings) {
      add_all(problems, readings.problems());
      continue;
    }
    all.file = path;
    all.readings.insert(all.readings.end(), readings->readings.begin(), readings->readings.end());
  }
  return all;
}

void write_new_text(const std::string& text, const std::string& path, base::Problems& problems) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    problems.push_back({"file.exists",
                        {path, 0, {}},
                        "a file that is there already",
                        "a name that is free",
                        "Name another file, or remove that one first."});
    return;
  }
  formats::DraftFile file(path);
  file.put(text);
  if (const auto problem = file.finish()) problems.push_back(*problem);
}

void write_document(const base::Json& document, const std::string& path, base::Problems& problems) {
  write_new_text(base::pretty_json(document), path, problems);
}

}  // namespace recanvass::cli
