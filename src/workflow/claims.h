// Every claim made about the election that reached a filing or the press: what it points to, what
// was examined, and what became of it. A part of the state (workflow/judging.h).
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What was looked at because of a claim.
struct ClaimExamination {
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string examined;
  std::vector<std::string> by;
  std::string found;
};

struct ClaimStep {
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string status;  ///< "open", "examined", "withdrawn", "ruled"
  std::string words;
};

struct Claim {
  std::string id;
  std::uint64_t position = 0;
  std::string author;
  std::string claimed_time;
  std::string kind;    ///< "affidavit", "pleading", "press", "other"
  std::string filing;  ///< docket and page, or where it was printed
  std::string who;
  std::string says;
  std::vector<std::string> units;
  std::vector<std::string> machines;
  std::vector<std::string> batches;
  std::vector<ClaimExamination> examinations;
  std::vector<ClaimStep> steps;

  /// "open" until a step says otherwise.
  [[nodiscard]] std::string status() const { return steps.empty() ? "open" : steps.back().status; }
};

struct Claims {
  std::map<std::string, Claim> by_id;
  std::vector<std::string> registered;  ///< ids in the order of registration
};

}  // namespace recanvass::workflow
