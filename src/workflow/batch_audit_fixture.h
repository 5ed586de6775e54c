// For tests only: a batch comparison of four small batches, from texts.
// Used by the tests of batch audits.
#pragma once

#include "formats/returns_file.h"
#include "workflow/batch_audit.h"

#include <string>

namespace recanvass::workflow::fixture {

inline const std::string kBatchAsk =
    "design = \"batches\"\nrisk_limit = \"0.1\"\n[[contest]]\nname = \"Mayor\"\n";
inline const std::string kBatchTallies =
    "Batch Name,Ada,Ben\nB 1,60,30\nB 2,50,40\nB 3,70,20\nB 4,5,4\n";

inline BatchTable batch_table(const std::string& text, const std::string& name = "tallies.csv") {
  return {formats::read_returns_bytes(text, name).value(), {{name, text.size(), {}}}};
}

inline AuditManifest batch_manifest() {
  using election::CardCount;
  return {election::BallotManifest::make({{"Box 1", "", "B 1", "", CardCount(100)},
                                          {"Box 1", "", "B 2", "", CardCount(100)},
                                          {"Box 2", "", "B 3", "", CardCount(100)},
                                          {"Box 2", "", "B 4", "", CardCount(10)},
                                          {"Box 2", "", "B 5", "", CardCount(0)}})
              .value(),
          {{"manifest.csv", 1, {}}}};
}

inline base::Result<BatchAudit> batch_audit(const std::string& ask = kBatchAsk,
                                            const std::string& tallies = kBatchTallies) {
  return assert_batches(ask, "audit.toml", batch_table(tallies), batch_manifest());
}

/// The causes of all problems, in their order, with a space between.
template <class T>
std::string problem_causes(const base::Result<T>& result) {
  std::string causes;
  if (result) return causes;
  for (const base::Problem& problem : result.problems()) {
    causes += (causes.empty() ? "" : " ") + problem.cause;
  }
  return causes;
}

}  // namespace recanvass::workflow::fixture
