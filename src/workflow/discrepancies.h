// What was said and done about figures that do not agree: openings by hand, causes, two-person
// closes and reopenings. Most discrepancies open by themselves and are not stored at all
// (workflow/discrepancy_queue.h). A part of the state (workflow/judging.h).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// One that a person opened.
struct OpenedDiscrepancy {
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string what;  ///< "reported", "seal", ...
  std::string county;
  std::string batch;  ///< empty: none
  std::string unit;   ///< empty: none; of the batch when one is named
  std::string words;
  std::map<std::string, std::int64_t> values;  ///< figures by name, as the person gave them
};

/// What somebody says the cause is. The latest decides; all are kept.
struct NamedCause {
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string code;  ///< of recount/causes.h
  std::string words;
  std::string minute;  ///< reference to the minutes
};

/// A close or a reopening, each by two persons.
struct DiscrepancyStep {
  std::uint64_t position = 0;  ///< where the first person asked for it
  std::string author;
  std::string second;  ///< who approved it
  std::string claimed_time;
  bool closes = true;
  std::string words;
};

struct DiscrepancyRecord {
  std::optional<OpenedDiscrepancy> opened;
  std::vector<NamedCause> causes;
  std::vector<DiscrepancyStep> steps;

  [[nodiscard]] bool is_closed() const { return !steps.empty() && steps.back().closes; }
};

struct Discrepancies {
  std::map<std::string, DiscrepancyRecord> records;  ///< by id
};

}  // namespace recanvass::workflow
