#include "election/election.h"

#include <gtest/gtest.h>

namespace recanvass::election {
namespace {

// Every enumerator has a name, and the name leads back to it.
template <class E>
void expect_names(int enumerators, std::optional<E> (*named)(std::string_view)) {
  for (int i = 0; i < enumerators; ++i) {
    const E value = static_cast<E>(i);
    EXPECT_EQ(named(name_of(value)), value) << name_of(value);
  }
  EXPECT_EQ(named("no such name"), std::nullopt);
  EXPECT_EQ(named(""), std::nullopt);
}

TEST(ElectionTest, EveryNameLeadsBackToItsMeaning) {
  expect_names<Office>(11, office_named);
  expect_names<ElectionType>(5, election_type_named);
  expect_names<ResultKind>(5, result_kind_named);
  expect_names<LegalStatus>(6, legal_status_named);
  expect_names<DatePrecision>(2, date_precision_named);
  expect_names<QuestionStatus>(3, question_status_named);
  expect_names<HappeningKind>(11, happening_kind_named);
  expect_names<AmountPrecision>(3, amount_precision_named);
}

TEST(ElectionTest, ThingsAreFoundByIdOrNotAtAll) {
  Election election;
  election.contests.push_back({});
  election.contests[0].id = {"mayor"};
  election.contests[0].choices = {{{"ada"}, "Ada", "", false, false}};
  election.jurisdictions.push_back({});
  election.jurisdictions[0].id = {"us-wi"};
  election.jurisdictions[0].counties = {{{"us-wi-dane"}, "Dane", {}}};
  EXPECT_EQ(election.find(ContestId{"mayor"}), election.contests.data());
  EXPECT_EQ(election.find(ContestId{"ada"}), nullptr);
  EXPECT_EQ(election.contests[0].find(ChoiceId{"ada"})->name, "Ada");
  EXPECT_EQ(election.jurisdictions[0].find(CountyId{"us-wi-dane"})->name, "Dane");
  EXPECT_EQ(election.jurisdictions[0].find(CountyId{"us-wi-iron"}), nullptr);
  EXPECT_EQ(election.find(ResultSetId{"night"}), nullptr);
}

}  // namespace
}  // namespace recanvass::election
