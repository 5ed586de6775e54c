#include "workflow/petitions.h"

#include "base/check.h"

#include <array>
#include <utility>

namespace recanvass::workflow {
namespace {

constexpr std::array<std::pair<PetitionScope, const char*>, 3> kScopeNames = {
    {{PetitionScope::Whole, "whole"},
     {PetitionScope::Counties, "counties"},
     {PetitionScope::Units, "units"}}};

constexpr std::array<std::pair<PetitionStage, const char*>, 4> kPetitionStageNames = {
    {{PetitionStage::Filed, "filed"},
     {PetitionStage::Accepted, "accepted"},
     {PetitionStage::Refused, "refused"},
     {PetitionStage::Withdrawn, "withdrawn"}}};

constexpr std::array<std::pair<PrecinctVerdict, const char*>, 4> kPrecinctNames = {
    {{PrecinctVerdict::Accepted, "accepted"},
     {PrecinctVerdict::Refused, "refused"},
     {PrecinctVerdict::Waiting, "waiting"},
     {PrecinctVerdict::Withdrawn, "withdrawn"}}};

constexpr std::array<std::pair<PaperKind, const char*>, 3> kPaperNames = {
    {{PaperKind::Ballots, "ballots"},
     {PaperKind::VoterVerifiedRecord, "voter-verified-record"},
     {PaperKind::None, "none"}}};

template <class Names, class Key>
std::string name_in(const Names& names, Key key) {
  for (const auto& [each, name] : names) {
    if (each == key) return name;
  }
  RECANVASS_CHECK(!"a value without a name");
  return {};
}

template <class Names>
auto key_in(const Names& names, const std::string& name) {
  for (const auto& [key, each] : names) {
    if (name == each) return key;
  }
  RECANVASS_CHECK(!"a name that was not checked");
  return names[0].first;
}

}  // namespace

PetitionStage Petition::stage() const {
  if (withdrawn) return PetitionStage::Withdrawn;
  if (rulings.empty()) return PetitionStage::Filed;
  return rulings.back().accepted ? PetitionStage::Accepted : PetitionStage::Refused;
}

std::string name_of(PetitionScope scope) { return name_in(kScopeNames, scope); }
std::string name_of(PetitionStage stage) { return name_in(kPetitionStageNames, stage); }
std::string name_of(PrecinctVerdict verdict) { return name_in(kPrecinctNames, verdict); }
std::string name_of(PaperKind paper) { return name_in(kPaperNames, paper); }

PetitionScope petition_scope_named(const std::string& name) { return key_in(kScopeNames, name); }
PrecinctVerdict precinct_verdict_named(const std::string& name) {
  return key_in(kPrecinctNames, name);
}
PaperKind paper_named(const std::string& name) { return key_in(kPaperNames, name); }

}  // namespace recanvass::workflow
