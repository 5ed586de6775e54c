#include "law/petitioner.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

std::vector<PetitionerRule> rules_of(std::vector<const char*> tokens) {
  std::vector<PetitionerRule> rules;
  for (const char* token : tokens) rules.push_back(parse_petitioner(token).value());
  return rules;
}

Facts asked_by(int place, std::int64_t behind) {
  Facts facts;
  facts.petitioner =
      Facts::Petitioner{election::VoteCount{1000}, election::VoteCount{behind}, place};
  return facts;
}

TEST(Petitioner, TokensAreReadAndWrittenBack) {
  for (const char* token :
       {"candidate", "losing_candidate", "voter:1", "voters:3:precinct", "voters:ballot_question",
        "candidate+voters:10:ward_or_precinct", "voter:1:measure", "party_state_chair"}) {
    const auto rule = parse_petitioner(token);
    ASSERT_TRUE(rule.ok()) << token;
    EXPECT_EQ(name_of(*rule), token);
  }
  for (const char* token : {"", "candidates", "voters", "voters:0", "voters:3x", "voters:3:moon",
                            "candidate+", "voters:3:"}) {
    const auto rule = parse_petitioner(token);
    if (std::string(token) == "voters:3:") continue;
    EXPECT_FALSE(rule.ok()) << token;
    if (rule.ok()) continue;
    EXPECT_EQ(rule.problems()[0].cause, "statute.petitioner");
  }
}

struct StandingCase {
  const char* token;
  int place;
  std::int64_t behind;
  Verdict verdict;
};

TEST(Petitioner, WhoAsksIsOrIsNotOneOfThoseNamed) {
  for (const StandingCase& row : {
           StandingCase{"candidate", 4, 500000, Verdict::Yes},
           StandingCase{"candidate_voted_for", 4, 500000, Verdict::Yes},
           StandingCase{"losing_candidate", 2, 10, Verdict::Yes},
           StandingCase{"losing_candidate", 4, 500000, Verdict::Yes},
           StandingCase{"losing_candidate", 1, -10, Verdict::No},
           StandingCase{"losing_candidate", 1, 0, Verdict::Unknown},
           StandingCase{"aggrieved_candidate", 0, 10, Verdict::Yes},
           StandingCase{"voters:3:precinct", 4, 500000, Verdict::No},
           StandingCase{"voter:1", 4, 500000, Verdict::Yes},
           StandingCase{"interested_party", 2, 10, Verdict::Yes},
           StandingCase{"interested_party", 4, 500000, Verdict::Unknown},
           StandingCase{"candidate+voters:10:ward_or_precinct", 2, 10, Verdict::No},
           StandingCase{"party_officer", 2, 10, Verdict::No},
       }) {
    const Standing standing = standing_of(rules_of({row.token}), asked_by(row.place, row.behind));
    EXPECT_EQ(standing.verdict, row.verdict) << row.token << " " << standing.words;
    EXPECT_FALSE(standing.words.empty());
  }
}

TEST(Petitioner, OnlyAMarginOfNothingIsATie) {
  Facts sole = asked_by(1, 0);
  sole.reported_margin = election::VoteCount{1};
  const Standing leader = standing_of(rules_of({"losing_candidate"}), sole);
  EXPECT_EQ(leader.verdict, Verdict::No);
  EXPECT_NE(leader.words.find("this one leads"), std::string::npos) << leader.words;
  for (const int place : {1, 2}) {
    Facts tied = asked_by(place, 0);
    tied.reported_margin = election::VoteCount{0};
    EXPECT_EQ(standing_of(rules_of({"losing_candidate"}), tied).verdict, Verdict::Unknown);
    EXPECT_EQ(standing_of(rules_of({"candidate"}), tied).verdict, Verdict::Yes);
  }
}

TEST(Petitioner, InATieNobodyHasLostYetWhoeverAsks) {
  Facts tied;
  tied.reported_margin = election::VoteCount{0};
  const Standing standing = standing_of(rules_of({"losing_candidate"}), tied);
  EXPECT_EQ(standing.verdict, Verdict::Unknown);
  EXPECT_NE(standing.words.find("nobody has lost yet"), std::string::npos) << standing.words;
  EXPECT_EQ(standing_of(rules_of({"losing_candidate", "voters:3:precinct"}), tied).verdict,
            Verdict::Yes)
      << "the voters may";
}

TEST(Petitioner, APlaceThatIsNotKnownIsNotALoss) {
  Facts facts;
  facts.petitioner = Facts::Petitioner{};
  for (const char* token : {"losing_candidate", "aggrieved_candidate"}) {
    EXPECT_EQ(standing_of(rules_of({token}), facts).verdict, Verdict::Unknown) << token;
  }
}

TEST(Petitioner, WithoutANameAnybodyNamedWillDo) {
  EXPECT_EQ(standing_of(rules_of({"voters:3:precinct"}), Facts{}).verdict, Verdict::Yes);
  EXPECT_EQ(standing_of(rules_of({"voters:10:ballot_question"}), Facts{}).verdict, Verdict::No)
      << "those who may ask for a question may not for an office";
}

TEST(Petitioner, QuestionsHaveTheirOwnPetitioners) {
  Facts facts;
  facts.office = election::Office::BallotQuestion;
  EXPECT_EQ(standing_of(rules_of({"losing_candidate", "voters:10:ballot_question"}), facts).verdict,
            Verdict::Yes);
  EXPECT_EQ(standing_of(rules_of({"losing_candidate"}), facts).verdict, Verdict::No);
}

TEST(Petitioner, VotersOfEachPrecinctAreCountedOnlyWhereNobodyElseMayAsk) {
  EXPECT_EQ(voters_of_each_precinct(rules_of({"voters:3:precinct"})), 3);
  EXPECT_FALSE(voters_of_each_precinct(rules_of({"voters:3:statewide"})));
  EXPECT_FALSE(voters_of_each_precinct(rules_of({"voters:3:precinct", "candidate"})));
  EXPECT_FALSE(voters_of_each_precinct(rules_of({"candidate+voters:10:ward_or_precinct"})));
  EXPECT_FALSE(voters_of_each_precinct({}));
}

TEST(Petitioner, VotersWithoutACandidateNeedTheNumberNamed) {
  struct Case {
    const char* token;
    std::int64_t voters;
    Verdict verdict;
  };
  for (const Case& row :
       {Case{"voters:10:statewide", 9, Verdict::No}, Case{"voters:10:statewide", 10, Verdict::Yes},
        Case{"voters:10:statewide", 11, Verdict::Yes}, Case{"voter:1", 1, Verdict::Yes},
        Case{"voters:ballot_question", 5, Verdict::Unknown},
        Case{"voters:3:precinct", 3, Verdict::No}, Case{"losing_candidate", 1000, Verdict::No}}) {
    EXPECT_EQ(standing_of_voters(rules_of({row.token}), row.voters).verdict, row.verdict)
        << row.token << row.voters;
  }
  EXPECT_EQ(standing_of_voters(rules_of({"voters:10:statewide"}), 9).words,
            "10 voters of the state may ask; these are 9");
}

TEST(Petitioner, WithNobodyNamedTheWordsSayThatACandidateAloneMayNot) {
  const Facts nobody;
  const Standing voters = standing_of(rules_of({"voters:3:precinct"}), nobody);
  EXPECT_EQ(voters.verdict, Verdict::Yes);
  EXPECT_EQ(voters.words, "3 voters of each precinct may ask, not a candidate alone");
  EXPECT_EQ(standing_of(rules_of({"candidate+voters:10:ward_or_precinct"}), nobody).words,
            "any candidate with 10 voters of the ward or precinct may ask, not a candidate alone");
  EXPECT_EQ(standing_of(rules_of({"voters:3:precinct", "candidate"}), nobody).words,
            "3 voters of each precinct; or any candidate may ask");
  EXPECT_EQ(standing_of(rules_of({"voter:1"}), nobody).words, "any one voter may ask");
}

TEST(Petitioner, WhoseVotesAreNotKnownMayHaveNone) {
  const auto rules = rules_of({"candidate_voted_for"});
  Facts facts;
  facts.petitioner = Facts::Petitioner{std::nullopt, std::nullopt, 3};
  const Standing standing = standing_of(rules, facts);
  EXPECT_EQ(standing.verdict, Verdict::Unknown);
  EXPECT_EQ(standing.words,
            "any candidate who got votes may ask; whether this one got any is not known");
  facts.petitioner->place = 2;
  EXPECT_EQ(standing_of(rules, facts).verdict, Verdict::Yes);
  facts.petitioner = Facts::Petitioner{election::VoteCount{1}, std::nullopt, 0};
  EXPECT_EQ(standing_of(rules, facts).verdict, Verdict::Yes);
}

}  // namespace
}  // namespace recanvass::law
