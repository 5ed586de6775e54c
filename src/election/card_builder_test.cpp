#include "election/card_builder.h"

#include "election/card_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::election {
namespace {

using fixture::all_bytes;
using fixture::contest_named;
using fixture::difference;
using fixture::Ids;
using fixture::store_of;
using fixture::thrown_cards;

TEST(CardBuilder, PartsAppendedInOrderAreTheWholeByteForByte) {
  const auto thrown = thrown_cards(5, 3000, Ids::Regular);
  const CardStore whole = store_of(thrown);
  for (const std::size_t cut : {std::size_t{1}, std::size_t{700}, std::size_t{2999}}) {
    CardStoreBuilder builder;
    builder.append(store_of(std::span(thrown).first(cut)));
    builder.append(store_of(std::span(thrown).subspan(cut)));
    const CardStore together = builder.finish();
    EXPECT_EQ(difference(together, thrown), "");
    EXPECT_EQ(all_bytes(together), all_bytes(whole)) << cut;
  }
}

TEST(CardBuilder, AppendedContestsMeetByIdAndTheirChoicesToo) {
  CardStoreBuilder first;
  CardStoreBuilder second;
  first.add_contest({{"x"}, "X", 1, 0, 1, {{{"a"}, "A", {}}, {{"b"}, "B", {}}}});
  second.add_contest({{"x"}, "X", 1, 0, 1, {{{"b"}, "B", {}}, {{"c"}, "C", {}}}});
  for (CardStoreBuilder* builder : {&first, &second}) {
    for (ChoiceIndex choice = 0; choice < 2; ++choice) {
      builder->add_card({builder->profile({}), builder->batch(0, "1"), 1, true, {}, {}});
      builder->add_marking(0, builder->markings(0).code_of_one(choice, 0));
    }
  }
  CardStoreBuilder whole;
  whole.append(first.finish());
  whole.append(second.finish());
  const CardStore store = whole.finish();
  ASSERT_EQ(store.contests().size(), 1U);
  std::string said;
  for (std::uint64_t card = 0; card < 4; ++card) {
    const auto marking = store.marking(store.place_of(card), 0);
    said += store.contests()[0].choices[marking->marks[0].choice].id.text;
  }
  EXPECT_EQ(said, "abbc");
}

TEST(CardBuilder, ACardSaysOneThingInAContest) {
  CardStoreBuilder builder;
  builder.add_contest(contest_named("mayor", 2));
  builder.add_card({builder.profile({}), builder.batch(0, "1"), 1, true, {}, {}});
  EXPECT_TRUE(builder.add_marking(0, MarkingTable::kBlank));
  EXPECT_FALSE(builder.add_marking(0, MarkingTable::kOvervoted));
  const CardStore store = builder.finish();
  EXPECT_EQ(store.marking(store.place_of(0), 0)->state, MarkingState::Blank);
}

}  // namespace
}  // namespace recanvass::election
