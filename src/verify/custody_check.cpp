#include "verify/custody_check.h"

#include "base/figures.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

// What speaks against counting the batch at this place; empty: nothing, or nothing is known.
std::string custody_fault(Record& record, const Batch& batch) {
  CustodySeen& seen = record.custody;
  if (!seen.counties.contains(batch.county)) {
    ++seen.tallies_without[batch.county];
    return {};
  }
  ++seen.tallies;
  const auto box = record.boxes.find(batch.container);
  if (box == record.boxes.end() || box->second.county != batch.county) {
    return fmt::format("its container {} was not recorded, and others of {} were", batch.container,
                       batch.county);
  }
  if (box->second.stage == Box::Stage::Stopped) {
    return fmt::format("its container {} was stopped by the incident of entry {}", batch.container,
                       box->second.stopped_at);
  }
  if (!box->second.openings.empty()) return {};
  return fmt::format("its container {} was not opened before", batch.container);
}

std::string boxes_words(const Record& record) {
  const auto opened = std::ranges::count_if(
      record.boxes, [](const auto& entry) { return !entry.second.openings.empty(); });
  // A seal that is written down only then is compared with nobody's earlier word.
  const auto late = std::ranges::count_if(record.boxes, [&](const auto& entry) {
    return record.committed_at && entry.second.recorded_at > *record.committed_at;
  });
  return fmt::format(
      "{} recorded{}, {} opened",
      base::counted(static_cast<std::int64_t>(record.boxes.size()), "container", "containers"),
      late == 0
          ? std::string()
          : fmt::format(" ({} of them only after the inputs were published)", base::grouped(late)),
      base::grouped(opened));
}

// "NOT CHECKED: ..." for the counties of which no container was recorded, or none in time.
std::string unchecked_words(const Record& record) {
  std::int64_t none = 0;
  std::int64_t late = 0;
  std::int64_t tallies = 0;
  for (const auto& [county, before] : record.custody.tallies_without) {
    ++(record.custody.counties.contains(county) ? late : none);
    tallies += before;
  }
  std::vector<std::string> parts;
  if (none > 0) {
    parts.push_back(
        base::counted(none, "county records no container", "counties record no container"));
  }
  if (late > 0) {
    parts.push_back(base::counted(late, "county recorded its first after tallies",
                                  "counties recorded their first after tallies"));
  }
  return fmt::format("NOT CHECKED: {} ({} rest on no seal of this ledger)", fmt::join(parts, "; "),
                     base::counted(tallies, "tally", "tallies"));
}

}  // namespace

void check_custody(Replay& replay, const Said& said, const Batch& batch) {
  const std::string words = custody_fault(replay.record, batch);
  if (!words.empty()) replay.fault(CheckId::V21, said, words);
}

void check_custody_withheld(Replay& replay, const WithheldRow& row, const Batch& batch) {
  const std::string words = custody_fault(replay.record, batch);
  if (words.empty()) return;
  replay.book.fault(CheckId::V21, {fmt::format("entry {} ({}, {}, withheld): {}", row.position,
                                               row.kind, row.batch, words),
                                   "", row.position, row.kind, "", row.batch});
}

void conclude_custody(Replay& replay) {
  const Record& record = replay.record;
  const CustodySeen& seen = record.custody;
  const std::string boxes = boxes_words(record);
  const std::string tallies = base::counted(seen.tallies, "tally", "tallies");
  if (seen.tallies == 0 && seen.tallies_without.empty()) {
    replay.book.not_checked(CheckId::V21, boxes + "; no tally of a batch was entered");
    return;
  }
  const std::string compared = fmt::format("{}; {} compared with the opening of {} container",
                                           boxes, tallies, seen.tallies == 1 ? "its" : "their");
  if (seen.tallies_without.empty()) {
    replay.book.done(CheckId::V21, compared + ". That the paper lay in it a ledger cannot show",
                     tallies);
  } else {
    replay.book.not_checked(CheckId::V21, compared + ". " + unchecked_words(record), tallies);
  }
}

}  // namespace recanvass::verify
