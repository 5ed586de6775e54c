#include "verify/unit_review.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace recanvass::verify {
namespace {

// U1 of batch B1: 10 ballots listed and counted, signed off.
Record one_unit() {
  Record record;
  record.contest = "president";
  record.policy = "us-mi-2016";
  record.choices = {{"a", "A"}, {"b", "B"}};
  Batch& batch = record.batches["B1"];
  batch.county = "dane";
  batch.unit = "U1";
  batch.container = "C1";
  batch.ballots = 10;
  const Figures figures{10, {{"a", 6}, {"b", 4}}, 0, 0};
  batch.readings = {{"one", "", figures, ""}, {"two", "", figures, ""}};
  Unit& unit = record.units["U1"];
  unit.batches = {"B1"};
  unit.returns_given = true;
  unit.returns_county = "dane";
  unit.votes = {{"a", 6}, {"b", 4}};
  unit.signed_off = true;
  record.place("U1");
  return record;
}

std::vector<std::string> rules_of(const UnitReview& review) {
  std::vector<std::string> rules;
  for (const reconcile::Finding& finding : review.findings.found) {
    rules.push_back(reconcile::id_of(finding.rule));
  }
  return rules;
}

using Rules = std::vector<std::string>;

TEST(UnitReview, AUnitThatAgreesHasNoFinding) {
  EXPECT_EQ(rules_of(review_of(one_unit(), "U1")), Rules{});
}

TEST(UnitReview, EachPlaceOfTheRecordReachesItsRule) {
  Record sheet = one_unit();
  sheet.units["U1"].sheet.emplace().figures["voters_total"] = 11;
  EXPECT_EQ(rules_of(review_of(sheet, "U1")), Rules{"R3"});
  Record batch = one_unit();
  batch.batches["B1"].ballots = 11;
  EXPECT_EQ(rules_of(review_of(batch, "U1")), Rules{"R5"});
  Record extra = one_unit();
  extra.batches["B1"].extra = true;
  EXPECT_EQ(rules_of(review_of(extra, "U1")), Rules{"R5"}) << "not listed until it has words";
  Record changed = one_unit();
  changed.units["U1"].votes = {{"a", 5}, {"b", 4}};
  EXPECT_EQ(rules_of(review_of(changed, "U1")), Rules{"R11"});
  Record media = one_unit();
  media.media_expected["dane"] = {"m1"};
  EXPECT_EQ(media_missing(media, "dane").size(), 1U);
  EXPECT_TRUE(media_missing(one_unit(), "dane").empty());
  Record sealed = one_unit();
  sealed.boxes["C1"].openings = {{"1", "2", false, ""}};
  EXPECT_EQ(rules_of(review_of(sealed, "U1")), Rules{"I11"});
}

// A small batch is withheld and its figures given for the unit: the paper found is known all the
// same, and without the sum it is a hole.
TEST(UnitReview, BallotsFoundAreThoseGivenAndThoseGivenTogether) {
  Record record = one_unit();
  Batch small = record.batches["B1"];
  small.readings.clear();
  small.ballots = 5;
  small.withheld = 2;
  record.batches["B2"] = small;
  record.units["U1"].batches.insert("B2");
  EXPECT_EQ(review_of(record, "U1").unit.figures.ballots_found, std::nullopt);
  record.groups["unit:U1"] = {"unit:U1", "dane", {"U1"}, {5, {{"a", 3}, {"b", 2}}, 0, 0}};
  EXPECT_EQ(review_of(record, "U1").unit.figures.ballots_found, election::BallotCount(15));
  record.units["U1"].sheet.emplace().figures["voters_total"] = 16;
  EXPECT_EQ(rules_of(review_of(record, "U1")), (Rules{"R3", "R11"}));
  record.batches["B2"].withheld = 0;
  EXPECT_EQ(review_of(record, "U1").unit.figures.ballots_found, std::nullopt) << "nobody read it";
}

TEST(UnitReview, AReasonClosesWhatItsTallyDoesNotBalance) {
  Record record = one_unit();
  record.batches["B1"].ballots = 11;
  UnitReview review = review_of(record, "U1");
  EXPECT_TRUE(review.is_unexplained(review.findings.found[0]));
  record.batches["B1"].readings[0].reason = "ballots-missing";
  review = review_of(record, "U1");
  EXPECT_FALSE(review.is_unexplained(review.findings.found[0]));
}

class Backwards : public base::Executor {
 public:
  void run_blocks(std::size_t blocks, const std::function<void(std::size_t)>& block) override {
    for (std::size_t i = blocks; i-- > 0;) block(i);
  }
};

TEST(UnitReview, EveryCountedUnitIsReviewedInWhateverOrderTheBlocksAreRun) {
  Record record = one_unit();
  const Batch first_batch = record.batches.at("B1");
  const Unit first_unit = record.units.at("U1");
  for (int i = 2; i <= 600; ++i) {
    const std::string id = "U" + std::to_string(i);
    const std::string batch = "B" + std::to_string(i);
    record.batches[batch] = first_batch;
    record.batches[batch].unit = id;
    Unit& unit = record.units[id] = first_unit;
    unit.batches = {batch};
    unit.signed_off = i % 3 != 0;
    unit.returns_given = i % 5 != 0;
    if (i % 7 == 0) unit.votes["a"] = 5;
    record.place(id);
  }
  Backwards executor;
  const Reviews reviews = review_counted(record, executor);
  EXPECT_EQ(reviews.size(), 320U);  // 600 but a third, but a fifth of what is left
  for (const auto& [id, unit] : record.units) {
    const auto found = reviews.find(id);
    ASSERT_EQ(found != reviews.end(), unit.signed_off && unit.returns_given) << id;
    if (found == reviews.end()) continue;
    EXPECT_EQ(rules_of(found->second), rules_of(review_of(record, id))) << id;
    EXPECT_EQ(found->second.state, review_of(record, id).state) << id;
  }
}

// Michigan before 2025: a broken seal makes a unit unrecountable.
TEST(UnitReview, ARulingThatAUnitCannotBeCountedHoldsAsLongAsThePolicySaysSo) {
  Record record = one_unit();
  record.units["U1"].signed_off = false;
  record.boxes["C1"].openings = {{"1", "1", true, ""}};
  EXPECT_FALSE(is_ruled_not_recountable(record, "U1")) << "nobody ruled so";
  record.units["U1"].not_recountable = true;
  record.units["U1"].sheet.emplace().figures = {{"voters_poll_book", 10}, {"voters_total", 10}};
  record.units["U1"].ruled_by = {"clerk"};
  EXPECT_FALSE(is_ruled_not_recountable(record, "U1")) << "by one person, and it was counted";
  record.units["U1"].ruled_by = {"clerk", "state"};
  EXPECT_TRUE(is_ruled_not_recountable(record, "U1"));
  record.policy = "us-wi-2016";
  EXPECT_FALSE(is_ruled_not_recountable(record, "U1"));
}

}  // namespace
}  // namespace recanvass::verify
