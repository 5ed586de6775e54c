#include "generate/planted.h"

#include "generate/shape_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::generate {
namespace {

using election::MarkingState;

struct Planted {
  Layout layout;
  PlantedFault fault;
};

Planted planted(Fault fault) {
  ElectionShape shape = fixture::small_shape();
  shape.faults = {fault};
  Planted out{lay_out(shape), {}};
  out.fault = plant_faults(out.layout).at(0);
  return out;
}

// What a record of one mark for a choice says after the fault.
int recorded_choice(const Planted& at, std::uint32_t county, int choice) {
  SyntheticBatch batch = at.layout.batches[at.fault.batch];
  batch.county = county;
  SyntheticCard record;
  record.said = 1;
  record.markings = {{at.fault.contest,
                      MarkingState::Marked,
                      {{static_cast<election::ChoiceIndex>(choice), 0, 1}}}};
  misrecord(at.fault, at.layout, batch, 0, record);
  return record.markings[0].marks.at(0).choice;
}

TEST(Planted, AShiftedDefinitionGivesEachVoteToTheNextNamedChoice) {
  const Planted at = planted(Fault::ShiftedDefinition);
  const auto choices =
      static_cast<int>(at.layout.contests[at.fault.contest].described.choices.size());
  const int write_in = choices - 1;
  EXPECT_EQ(recorded_choice(at, at.fault.county, 0), 1);
  EXPECT_EQ(recorded_choice(at, at.fault.county, write_in - 1), 0) << "the last goes round";
  EXPECT_EQ(recorded_choice(at, at.fault.county, write_in), write_in);
  EXPECT_EQ(recorded_choice(at, at.fault.county + 1, 0), 0) << "another county";
}

TEST(Planted, AnExchangedPairLeavesTheOthers) {
  const Planted at = planted(Fault::SwappedPair);
  EXPECT_EQ(recorded_choice(at, at.fault.county, 0), 1);
  EXPECT_EQ(recorded_choice(at, at.fault.county, 1), 0);
  EXPECT_EQ(recorded_choice(at, at.fault.county, 2), 2);
}

TEST(Planted, MissingAndPhantomCardsAreOfTheChosenPlaceOnly) {
  const Planted missing = planted(Fault::MissingCards);
  std::uint64_t here = 0;
  for (const SyntheticBatch& batch : missing.layout.batches) {
    for (std::uint32_t at = 0; at < batch.cards; ++at) {
      if (!is_missing(missing.fault, missing.layout, batch, batch.first_card + at)) continue;
      ++here;
      EXPECT_EQ(batch.tabulator, missing.layout.batches[missing.fault.batch].tabulator);
    }
  }
  EXPECT_GT(here, 0U);

  const Planted phantom = planted(Fault::PhantomCards);
  const std::uint32_t batch = phantom.fault.batch;
  EXPECT_EQ(phantom_cards(phantom.fault, phantom.layout, batch),
            std::max(1U, phantom.layout.batches[batch].cards / 20));
  EXPECT_EQ(phantom_cards(phantom.fault, phantom.layout, batch == 0 ? 1 : 0), 0U);
}

}  // namespace
}  // namespace recanvass::generate
