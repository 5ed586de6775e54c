#include "base/fuzz.h"
#include "report/bundle_tables.h"
#include "verify/bundle_list.h"
#include "verify/fuzz.h"
#include "verify/replay.h"
#include "verify/tables_check.h"
#include "verify/withheld.h"

namespace recanvass::verify {
namespace {

std::string text_in(const base::Json& line, const char* name) {
  return line.contains(name) && line[name].is_string() ? line[name].get<std::string>() : "";
}

// A withheld entry is listed as the line says.
WithheldRow row_in(std::uint64_t position, const base::Json& line) {
  return {position,
          text_in(line, "kind"),
          text_in(line, "county"),
          text_in(line, "unit"),
          text_in(line, "batch"),
          text_in(line, "why"),
          text_in(line, "group")};
}

ReadEntry entry_in(const base::Json& line, std::uint64_t position) {
  ReadEntry entry;
  entry.file = "tile/entries/000";
  entry.state = ReadEntry::State::Given;
  entry.signature_holds = true;
  entry.receipt = std::to_string(position);
  const base::Json body = line.contains("body") ? line["body"] : base::Json::object();
  entry.entry = ledger::SignedEntry{{text_in(line, "kind"), body, text_in(line, "author"),
                                     std::to_string(position), "2016-12-01T09:00:00Z"},
                                    {},
                                    {}};
  return entry;
}

}  // namespace

void fuzz_bundle_list(std::string_view bytes) {
  const auto list = parse_bundle_list(bytes);
  if (!list) return base::check_refusal(list.problems());
  RECANVASS_CHECK(!list->origin.empty());
}

void fuzz_withheld(std::string_view bytes) {
  const auto rows = parse_withheld(bytes);
  if (!rows) return base::check_refusal(rows.problems());
  for (std::size_t i = 1; i < rows->size(); ++i) {
    RECANVASS_CHECK((*rows)[i - 1].position < (*rows)[i].position);
  }
}

void fuzz_replay(std::string_view bytes) {
  Record record;
  CheckBook book;
  const HashTree tree;
  Replay replay{record, book, tree, false};
  std::vector<WithheldRow> rows;
  std::uint64_t position = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const auto line = base::parse_json(bytes.substr(0, end), "");
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (!line || !line->is_object()) continue;
    ReadEntry entry = entry_in(*line, position);
    if (line->contains("why")) {
      entry.state = ReadEntry::State::Withheld;
      rows.push_back(row_in(position, *line));
      replay_withheld(replay, rows.back());
    }
    replay_entry(replay, position++, entry);
  }
  base::SerialExecutor executor;
  const Reviews reviews = review_counted(record, executor);
  conclude_replay(replay, reviews);
  BundleList list;
  list.minimum_ballots = 10;
  (void)report::bundle_tables(
      facts_of(record, {"fuzz", record.origin, position, ""}, list, rows, reviews));
  RECANVASS_CHECK(book.take().size() == kChecks);
}

}  // namespace recanvass::verify
