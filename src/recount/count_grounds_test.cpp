#include "recount/count_grounds.h"

#include <gtest/gtest.h>

namespace recanvass::recount {
namespace {

using base::UsdCents;
using Sentences = std::vector<std::string>;

constexpr const char* kNobody =
    "Nothing on the record asks for this count: no petition that stands, no recount recorded as "
    "ordered by the law itself, and no order with its document";

CountGrounds counted() {
  CountGrounds grounds;
  grounds.is_counted = true;
  return grounds;
}

AskedPetition petition(AskedStage stage) {
  AskedPetition made;
  made.id = "P1";
  made.stage = stage;
  made.was_accepted = stage == AskedStage::Accepted;
  made.people = {"Omar Diaz", "Ruth Adler"};
  return made;
}

TEST(CountGroundsTest, ACountThatNobodyAskedForIsSaidOnceSomethingWasCounted) {
  EXPECT_EQ(sentences_of(counted()), Sentences{std::string(kNobody) + "."});
  EXPECT_EQ(sentences_of(CountGrounds()), Sentences{});
}

TEST(CountGroundsTest, ARefusalOfWhatTheLawAllowsIsSaidThoughNothingIsEverCounted) {
  CountGrounds grounds;
  grounds.petitions = {petition(AskedStage::Refused)};
  grounds.petitions[0].against_the_law = true;
  EXPECT_EQ(sentences_of(grounds),
            Sentences{"Petition P1 was refused although the program finds that the law allows it; "
                      "by Omar Diaz, Ruth Adler."});
}

TEST(CountGroundsTest, EachGroundIsEnoughByItself) {
  CountGrounds by_law = counted();
  by_law.by_the_law = true;
  CountGrounds by_order = counted();
  by_order.orders = {"O1"};
  CountGrounds by_precinct = counted();
  by_precinct.precincts = 1;
  CountGrounds by_petition = counted();
  by_petition.petitions = {petition(AskedStage::Accepted)};
  for (const CountGrounds& grounds : {by_law, by_order, by_precinct, by_petition}) {
    EXPECT_EQ(sentences_of(grounds), Sentences{});
  }
}

TEST(CountGroundsTest, ARecountThatTheLawOrdersAndNobodyRecordedIsSaidWhereItWasNotMadeOfTheWhole) {
  CountGrounds grounds = counted();
  grounds.orders = {"O1"};
  grounds.not_recorded = {"6 of 6,009 votes are 0.0998%", "25 P.S. 3154(g)"};
  EXPECT_EQ(sentences_of(grounds), Sentences{}) << "an order asks, and all was counted again";
  grounds.first_counts = 2;
  EXPECT_EQ(sentences_of(grounds),
            Sentences{"The law orders a recount by itself at the figures reported (6 of 6,009 "
                      "votes are 0.0998%; 25 P.S. 3154(g)), and nobody recorded it: 2 units were "
                      "not counted again."});
  grounds.first_counts = 0;
  grounds.orders.clear();
  ASSERT_EQ(sentences_of(grounds).size(), 2U) << "nobody asks";
  EXPECT_TRUE(sentences_of(grounds)[1].ends_with("and nobody recorded it: no trigger.record."));
  EXPECT_TRUE(sentences_of(grounds)[1].starts_with(kLawOrders));
  grounds.is_counted = false;
  EXPECT_EQ(sentences_of(grounds), Sentences{}) << "nothing was counted";
}

// A petition found to cost nothing, and 200,345.60 dollars taken for it.
TEST(CountGroundsTest, WhatWasPaidForARecountThatIsFreeIsSaid) {
  AskedPetition free = petition(AskedStage::Accepted);
  free.is_free = true;
  AskedPetition charged = petition(AskedStage::Accepted);
  charged.id = "P2";
  EXPECT_EQ(free_by({free}, 0), "petition P1");
  EXPECT_EQ(free_by({free}, 1), "") << "a precinct's voters pay for theirs";
  EXPECT_EQ(free_by({}, 0), "");
  for (const AskedStage stage :
       {AskedStage::Accepted, AskedStage::NotRuled, AskedStage::Refused, AskedStage::Withdrawn}) {
    charged.stage = stage;
    const bool out = stage == AskedStage::Refused || stage == AskedStage::Withdrawn;
    EXPECT_EQ(free_by({free, charged}, 0), out ? "petition P1" : "");
  }
  CountGrounds grounds = counted();
  grounds.petitions = {free};
  grounds.free_of_charge = {"petition P1", base::UsdCents(20'034'560), base::UsdCents(100)};
  EXPECT_EQ(sentences_of(grounds),
            Sentences{"By the law found for petition P1 the recount is free of charge: $200,345.60 "
                      "was paid, and $1 of it given back."});
  grounds.free_of_charge->paid = base::UsdCents(0);
  EXPECT_EQ(sentences_of(grounds), Sentences{});
}

TEST(CountGroundsTest, ALawOfAnotherDayThanTheElectionsIsSaid) {
  const base::Date election = base::Date::of(2024, 4, 2);
  EXPECT_FALSE(other_law_day(election, election).has_value());
  EXPECT_FALSE(other_law_day(base::Date::of(2025, 4, 3), election).has_value());
  EXPECT_TRUE(other_law_day(base::Date::of(2025, 4, 4), election).has_value());
  CountGrounds grounds = counted();
  grounds.by_the_law = true;
  grounds.other_law_day = other_law_day(base::Date::of(2010, 4, 2), election);
  EXPECT_EQ(sentences_of(grounds),
            Sentences{"The law in force on 2010-04-02 was asked, and the election was on "
                      "2024-04-02."});
}

TEST(CountGroundsTest, ASecondStageThatIsDueAfterACountByMachineIsSaid) {
  CountGrounds grounds = counted();
  grounds.by_the_law = true;
  grounds.stage_due = {"manual recount of overvotes and undervotes: 5 votes", "102.141", 0};
  EXPECT_EQ(sentences_of(grounds), Sentences{}) << "all was counted by hand";
  grounds.stage_due->by_machine = 3;
  EXPECT_EQ(sentences_of(grounds),
            Sentences{"By the law a second stage is due at the figures counted (manual recount of "
                      "overvotes and undervotes: 5 votes; 102.141), and 3 units were counted by "
                      "machine alone."});
}

TEST(CountGroundsTest, WhatBecameOfEachPetitionAndOrderIsNamed) {
  CountGrounds grounds = counted();
  grounds.petitions = {petition(AskedStage::Refused), petition(AskedStage::NotRuled),
                       petition(AskedStage::Withdrawn)};
  grounds.petitions[1].id = "P2";
  grounds.petitions[2].id = "P3";
  grounds.orders_without_document = {"O1"};
  EXPECT_EQ(sentences_of(grounds),
            Sentences{std::string(kNobody) +
                      "; petition P1 was refused, petition P2 was not ruled on, petition P3 was "
                      "withdrawn, order O1 has no document on file."});
}

TEST(CountGroundsTest, TwentyAreNamedAndTheRestCounted) {
  CountGrounds grounds = counted();
  for (int i = 0; i < 21; ++i) grounds.petitions.push_back(petition(AskedStage::Refused));
  const std::string words = sentences_of(grounds).at(0);
  EXPECT_TRUE(words.ends_with("P1 was refused, and 1 more.")) << words;
}

TEST(CountGroundsTest, ARulingAgainstTheLawsFindingIsNamedEitherWay) {
  CountGrounds grounds = counted();
  grounds.by_the_law = true;
  grounds.petitions = {petition(AskedStage::Refused), petition(AskedStage::Accepted)};
  for (AskedPetition& each : grounds.petitions) each.against_the_law = true;
  grounds.petitions[1].order = "O1";
  EXPECT_EQ(sentences_of(grounds),
            (Sentences{"Petition P1 was refused although the program finds that the law allows it; "
                       "by Omar Diaz, Ruth Adler.",
                       "Petition P1 was accepted although the program finds that the law does not "
                       "allow it, by the order O1, whose document is not on file; by Omar Diaz, "
                       "Ruth Adler."}));
  grounds.petitions[1].order_on_file = true;
  EXPECT_NE(sentences_of(grounds)[1].find("whose document is on file;"), std::string::npos);
}

TEST(CountGroundsTest, AFeeIsUnpaidToTheLastCent) {
  CountGrounds grounds = counted();
  grounds.by_the_law = true;
  grounds.fee = FeeDue{"2024-04-12T16:30", UsdCents(90000), UsdCents(89999)};
  EXPECT_EQ(sentences_of(grounds),
            Sentences{"The fee was not paid by 2024-04-12T16:30, after which no payment is taken: "
                      "$899.99 of $900 was paid."});
  grounds.fee->paid = UsdCents(90000);
  EXPECT_EQ(sentences_of(grounds), Sentences{});
}

TEST(CountGroundsTest, APetitionThatNobodyRuledOnIsSaidWhateverElseAsksForTheCount) {
  CountGrounds grounds;
  grounds.is_counted = true;
  grounds.petitions.resize(2);
  grounds.petitions[0].id = "P1";
  grounds.petitions[1].id = "P2";
  grounds.petitions[1].stage = AskedStage::Accepted;
  EXPECT_EQ(sentences_of(grounds),
            std::vector<std::string>{"Petition P1 was filed, and nobody ruled on it."});
  grounds.is_counted = false;
  EXPECT_EQ(sentences_of(grounds), std::vector<std::string>{}) << "there is time yet";
}

}  // namespace
}  // namespace recanvass::recount
