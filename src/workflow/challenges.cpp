#include "workflow/challenges.h"

#include "base/check.h"

#include <algorithm>

namespace recanvass::workflow {

ChallengeStatus Challenge::status() const {
  if (!rulings.empty()) return ChallengeStatus::Ruled;
  if (stipulation) return ChallengeStatus::Stipulated;
  const bool somebody_stands =
      std::any_of(claims.begin(), claims.end(),
                  [](const ChallengeClaim& claim) { return !claim.withdrawn_at; });
  return somebody_stands ? ChallengeStatus::Open : ChallengeStatus::Withdrawn;
}

const Reading& Challenge::stands_as() const {
  if (!rulings.empty()) return *rulings.back().counted_as;
  if (stipulation) return stipulation->counted_as;
  return counted_as;
}

ObjectionStatus StandingObjection::status() const {
  if (!rulings.empty()) return ObjectionStatus::Ruled;
  return withdrawn_at ? ObjectionStatus::Withdrawn : ObjectionStatus::Open;
}

const std::vector<std::string>& challenge_grounds() {
  static const std::vector<std::string> grounds = {
      "voter-intent",      "overvote",        "write-in",    "identifying-mark",
      "duplicated-ballot", "no-initials",     "wrong-style", "envelope-signature",
      "envelope-witness",  "envelope-defect", "late",        "not-registered",
      "not-eligible",      "voted-twice",     "custody",     "other"};
  return grounds;
}

std::string name_of(ChallengeStatus status) {
  switch (status) {
    case ChallengeStatus::Open: return "open";
    case ChallengeStatus::Withdrawn: return "withdrawn";
    case ChallengeStatus::Stipulated: return "stipulated";
    case ChallengeStatus::Ruled: return "ruled";
  }
  RECANVASS_CHECK(!"a status without a name");
  return {};
}

std::string name_of(ObjectionStatus status) {
  switch (status) {
    case ObjectionStatus::Open: return "open";
    case ObjectionStatus::Withdrawn: return "withdrawn";
    case ObjectionStatus::Ruled: return "ruled";
  }
  RECANVASS_CHECK(!"a status without a name");
  return {};
}

}  // namespace recanvass::workflow
