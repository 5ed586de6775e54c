#include "workflow/opening_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::act;
using fixture::Causes;
using fixture::wisconsin;
using fixture::wisconsin_petition;

TEST(FilePetition, WhoWhenWhyAndForWhatAreKept) {
  Operation operation = wisconsin();
  base::Json body = wisconsin_petition();
  body["document"] = {{"sha256", std::string(64, 'a')}, {"bytes", 9}, {"name", "petition.pdf"}};
  ASSERT_EQ(act(operation, "petition.file", "campaign", body), Causes{});
  const Petition& petition = operation.opening.petitions.by_id.at("P1");
  EXPECT_EQ(petition.filed_at, "2016-11-25T15:30");
  EXPECT_EQ(petition.choice, "stein");
  EXPECT_EQ(petition.scope, PetitionScope::Whole);
  EXPECT_EQ(petition.document["name"], "petition.pdf");
  EXPECT_EQ(petition.stage(), PetitionStage::Filed);
  EXPECT_EQ(act(operation, "petition.file", "campaign", body), Causes{"petition.exists"});
}

TEST(FilePetition, EachCauseOfRefusal) {
  struct Case {
    base::Json change;
    Causes causes;
  };
  const Case cases[] = {
      {{{"choice", "nobody"}}, {"petition.choice"}},
      {{{"signers", 3}}, {"petition.asker"}},
      {{{"choice", nullptr}}, {"petition.asker"}},
      {{{"choice", nullptr}, {"signers", 0}}, {"petition.asker"}},
      {{{"choice", nullptr}, {"signers", 3}}, {}},
      {{{"places", {"us-wi-dane"}}}, {"petition.places"}},
      {{{"scope", "counties"}}, {"petition.places"}},
      {{{"scope", "counties"}, {"places", {"us-wi-dane", "us-wi-iron"}}}, {"petition.place"}},
      {{{"scope", "counties"}, {"places", {"us-wi-dane"}}}, {}},
      {{{"scope", "units"}, {"places", {"Ward 7"}}}, {}},
      {{{"filed_at", "yesterday"}}, {"command.field"}},
  };
  for (const Case& each : cases) {
    Operation operation = wisconsin();
    base::Json body = wisconsin_petition();
    for (auto it = each.change.begin(); it != each.change.end(); ++it) {
      if (it->is_null()) {
        body.erase(it.key());
      } else {
        body[it.key()] = *it;
      }
    }
    EXPECT_EQ(act(operation, "petition.file", "campaign", body), each.causes) << each.change;
  }
}

TEST(FilePetition, AWithdrawnPetitionStaysOnTheRecordAndIsWithdrawnOnce) {
  Operation operation = wisconsin();
  ASSERT_EQ(act(operation, "petition.file", "campaign", wisconsin_petition()), Causes{});
  const base::Json withdrawal = {{"petition", "P1"}, {"words", "the candidate conceded"}};
  EXPECT_EQ(act(operation, "petition.withdraw", "campaign", withdrawal), Causes{});
  EXPECT_EQ(operation.opening.petitions.by_id.at("P1").stage(), PetitionStage::Withdrawn);
  EXPECT_EQ(act(operation, "petition.withdraw", "campaign", withdrawal),
            Causes{"petition.unknown"});
  EXPECT_EQ(act(operation, "petition.withdraw", "campaign", {{"petition", "P2"}, {"words", "x"}}),
            Causes{"petition.unknown"});
  EXPECT_EQ(act(operation, "petition.rule", "wec",
                {{"petition", "P1"}, {"decision", "accept"}, {"ruled_at", "2016-11-29T12:00"}}),
            Causes{"petition.unknown"});
}

// Filed by the campaign: anybody else needs a second person.
TEST(FilePetition, AnotherWithdrawsItWithASecondPersonOnly) {
  Operation operation = wisconsin();
  ASSERT_EQ(act(operation, "petition.file", "campaign", wisconsin_petition()), Causes{});
  const base::Json withdrawal = {{"petition", "P1"}, {"words", "so"}};
  EXPECT_EQ(act(operation, "petition.withdraw", "wec", withdrawal), Causes{});
  const Petition& petition = operation.opening.petitions.by_id.at("P1");
  EXPECT_FALSE(petition.withdrawn) << "it waits";
  ASSERT_EQ(operation.people.waiting.size(), 1U);
  take_effect(operation, operation.people.waiting.begin()->second);
  EXPECT_TRUE(petition.withdrawn);
  EXPECT_EQ(petition.withdrawn_by.front(), "wec");
}

TEST(FilePetition, NobodyPetitionsBeforeTheElection) {
  for (const auto& [filed_at, causes] :
       {std::pair{"2016-11-07T23:59", Causes{"petition.before-election"}},
        std::pair{"2016-11-08T00:00", Causes{}}}) {
    Operation operation = fixture::wisconsin();
    EXPECT_EQ(act(operation, "petition.file", "campaign", wisconsin_petition(filed_at)), causes);
  }
}

}  // namespace
}  // namespace recanvass::workflow
