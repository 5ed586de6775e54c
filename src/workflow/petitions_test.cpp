#include "workflow/petitions.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

TEST(Petitions, EveryNameLeadsBack) {
  for (const PetitionScope scope :
       {PetitionScope::Whole, PetitionScope::Counties, PetitionScope::Units}) {
    EXPECT_EQ(petition_scope_named(name_of(scope)), scope);
  }
  for (const PrecinctVerdict verdict : {PrecinctVerdict::Accepted, PrecinctVerdict::Refused,
                                        PrecinctVerdict::Waiting, PrecinctVerdict::Withdrawn}) {
    EXPECT_EQ(precinct_verdict_named(name_of(verdict)), verdict);
  }
  for (const PaperKind paper :
       {PaperKind::Ballots, PaperKind::VoterVerifiedRecord, PaperKind::None}) {
    EXPECT_EQ(paper_named(name_of(paper)), paper);
  }
}

TEST(Petitions, TheLatestRulingIsTheStageAndAWithdrawalEndsIt) {
  Petition petition;
  EXPECT_EQ(petition.stage(), PetitionStage::Filed);
  petition.rulings.push_back({1, false, "", "", "", {}});
  EXPECT_EQ(petition.stage(), PetitionStage::Refused);
  petition.rulings.push_back({2, true, "", "", "O1", {}});
  EXPECT_EQ(petition.stage(), PetitionStage::Accepted);
  petition.withdrawn = 3;
  EXPECT_EQ(petition.stage(), PetitionStage::Withdrawn);
}

}  // namespace
}  // namespace recanvass::workflow
