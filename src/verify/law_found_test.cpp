#include "verify/law_found.h"

#include "verify/bundle_maker_test.h"
#include "verify/grounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

namespace recanvass::verify {
namespace {

// Counted by machine in Florida, 2018, and signed off.
Record counted_by_machine(std::int64_t a, std::int64_t b) {
  Record record;
  record.opened = true;
  record.jurisdiction = "us-fl";
  record.office = "us-senate";
  record.law_day = base::Date::of(2018, 11, 6);
  record.election_day = base::Date::of(2018, 11, 6);
  record.choices = {{"a", "A"}, {"b", "B"}};
  record.outcome = {{"a", a}, {"b", b}};
  record.methods = {{5, "", "machine", "whole", {}}};
  Unit& unit = record.units["U1"];
  unit.returns_given = true;
  unit.returns_county = "leon";
  unit.signed_off = true;
  unit.votes = record.outcome;
  unit.machine = Figures{a + b, {{"a", a}, {"b", b}}, 0, 0};
  unit.machine_by = {"one", "state"};
  record.place("U1");
  return record;
}

bool says(const Record& record, std::string_view start) {
  return std::ranges::any_of(ground_sentences(record, ""), [&](const std::string& words) {
    return words.starts_with(start) && is_of_the_law(words);
  });
}

TEST(LawFound, ASecondStageIsFoundAtTheFiguresCountedUpToTheBorderOfTheLaw) {
  EXPECT_TRUE(says(counted_by_machine(7'395, 7'390), recount::kLawStage));
  EXPECT_TRUE(says(counted_by_machine(802, 798), recount::kLawStage)) << "0.25%";
  EXPECT_FALSE(says(counted_by_machine(803, 797), recount::kLawStage));
  Record open = counted_by_machine(7'395, 7'390);
  open.units["U1"].signed_off = false;
  EXPECT_FALSE(says(open, recount::kLawStage));
  Record elsewhere = counted_by_machine(7'395, 7'390);
  elsewhere.outcome = {{"a", 9'000}, {"b", 1}};
  EXPECT_TRUE(says(elsewhere, recount::kLawStage)) << "by the figures counted";
  EXPECT_FALSE(says(elsewhere, recount::kLawOrders)) << "by the figures reported";
}

TEST(LawFound, ARecountThatTheLawOrdersIsFoundUntilItIsRecorded) {
  Record record = counted_by_machine(7'395, 7'390);
  EXPECT_TRUE(says(record, recount::kLawOrders));
  Record mid_count = record;
  mid_count.units["U2"].returns_county = "leon";
  mid_count.place("U2");
  EXPECT_FALSE(says(mid_count, recount::kLawOrders)) << "its first count is withheld, it is open";
  record.trigger_at = 3;
  EXPECT_FALSE(says(record, recount::kLawOrders));
}

// Michigan 2016: the law that orders the recount lets nobody count this unit again.
TEST(LawFound, AUnitThatIsRuledNotRecountableIsNotSaidToHaveBeenLeftOut) {
  Record record = counted_by_machine(7'395, 7'390);
  record.jurisdiction = "us-mi";
  record.office = "president";
  record.law_day = record.election_day = base::Date::of(2016, 11, 8);
  record.policy = "us-mi-2016";
  record.orders_of_recounts = record.orders_on_file = {"O1"};
  Unit& ruled = record.units["U2"];
  ruled.returns_given = true;
  ruled.returns_county = "leon";
  ruled.batches = {"B2"};
  ruled.not_recountable = true;
  ruled.ruled_by = {"one"};
  record.batches["B2"].unit = "U2";
  record.batches["B2"].container = "C2";
  record.boxes["C2"].openings.push_back({});
  record.boxes["C2"].openings.back().broken = true;
  record.place("U2");
  EXPECT_EQ(grounds_of(record, "").first_counts, 0);
  EXPECT_TRUE(grounds_of(record, "").not_recorded.has_value());
  EXPECT_FALSE(says(record, recount::kLawOrders)) << "an order asks for it";
}

TEST(LawFound, WithoutAnOfficeOrARuleNothingIsFound) {
  Record record = counted_by_machine(7'395, 7'390);
  record.office.clear();
  EXPECT_FALSE(law_at_reported(record).has_value());
  Record nowhere = counted_by_machine(7'395, 7'390);
  nowhere.law_day = base::Date::of(1900, 1, 1);
  EXPECT_FALSE(law_at_reported(nowhere).has_value());
  EXPECT_FALSE(law_at_counted(nowhere, nowhere.outcome).has_value());
}

}  // namespace
}  // namespace recanvass::verify
