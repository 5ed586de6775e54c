#include "workflow/returns_version.h"

namespace recanvass::workflow {

void keep_version(Operation& operation, const std::string& unit, const Event& event,
                  const std::string& label, const std::string& words) {
  const auto given = operation.commitment.units.find(unit);
  if (given == operation.commitment.units.end()) return;
  const ReportedUnit& reported = given->second;
  ReturnsVersion version;
  version.position = event.position;
  version.author = event.author;
  version.label = label;
  version.votes = reported.votes;
  version.ballots = reported.ballots;
  if (!words.empty()) {
    version.cause = event.kind;
    version.words = words;
    version.minute = "entry " + std::to_string(event.position);
  }
  operation.reconciling.versions[unit].push_back(std::move(version));
}

}  // namespace recanvass::workflow
