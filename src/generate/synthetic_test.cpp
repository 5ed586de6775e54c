#include "generate/synthetic.h"

#include "base/sha256.h"
#include "generate/shape_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::generate {
namespace {

using fixture::small_shape;

struct Whole {
  std::vector<SyntheticPart> parts;
  Figures paper;
  Figures recorded;
  std::vector<std::uint64_t> touched;
  std::uint64_t records = 0;
};

Whole whole(const SyntheticElection& election) {
  Whole out{{}, Figures(election.layout()), Figures(election.layout()), {}, 0};
  out.touched.resize(election.planted().size());
  for (std::size_t i = 0; i < election.parts(); ++i) {
    SyntheticPart part = election.part(i);
    out.paper.add(part.paper);
    out.recorded.add(part.recorded);
    for (std::size_t j = 0; j < out.touched.size(); ++j) out.touched[j] += part.touched[j];
    out.records += static_cast<std::uint64_t>(part.records.cards().value());
    out.parts.push_back(std::move(part));
  }
  return out;
}

std::uint64_t paper_cards(const Layout& layout) {
  std::uint64_t cards = 0;
  for (const SyntheticBatch& batch : layout.batches) cards += batch.cards;
  return cards;
}

// The figures of the records once more, from the columns alone.
ContestFigures counted(const std::vector<SyntheticPart>& parts, const Layout& layout,
                       std::uint32_t contest) {
  ContestFigures figures;
  figures.votes.resize(layout.contests[contest].described.choices.size());
  for (const SyntheticPart& part : parts) {
    const auto cards = static_cast<std::uint64_t>(part.records.cards().value());
    for (std::uint64_t card = 0; card < cards; ++card) {
      const auto said = part.records.marking(part.records.place_of(card), contest);
      if (!said) continue;
      figures.cards += election::CardCount(1);
      if (said->state == election::MarkingState::Blank) figures.blank += election::CardCount(1);
      if (said->state == election::MarkingState::Overvoted) {
        figures.overvoted += election::CardCount(1);
      }
      const auto first = std::ranges::count_if(said->marks, [&](const election::Mark& mark) {
        return mark.rank == said->marks.front().rank;
      });
      for (const election::Mark& mark : said->marks) {
        const bool counts = mark.rank == 0 || (mark.rank == said->marks.front().rank && first == 1);
        if (counts) figures.votes.at(mark.choice) += election::VoteCount(1);
      }
    }
  }
  return figures;
}

std::string digest(const SyntheticPart& part) {
  std::string bytes;
  for (const election::CardChunk& chunk : part.records.chunks()) {
    const auto* first = reinterpret_cast<const char*>(chunk.bytes().data());
    bytes.append(first, chunk.bytes().size());
  }
  return base::hex(base::sha256(bytes));
}

TEST(Synthetic, WithoutFaultsTheRecordsSayWhatThePaperSays) {
  for (const std::uint32_t sheets : {1U, 2U, 3U}) {
    ElectionShape shape = small_shape();
    shape.sheets = sheets;
    const auto good = checked(shape);
    ASSERT_TRUE(good.ok());
    const SyntheticElection election(*good);
    const Whole all = whole(election);
    EXPECT_EQ(paper_cards(election.layout()), 6'000U);
    EXPECT_EQ(all.records, 6'000U);
    std::int64_t ballots = 0;
    for (const SyntheticPart& part : all.parts) ballots += part.records.ballots().value();
    EXPECT_EQ(ballots, 6'000 / sheets);
    for (std::uint32_t contest = 0; contest < election.layout().contests.size(); ++contest) {
      EXPECT_EQ(all.paper.total(contest), all.recorded.total(contest)) << contest;
      EXPECT_EQ(all.recorded.total(contest), counted(all.parts, election.layout(), contest))
          << contest;
    }
    EXPECT_EQ(all.paper.total(0).cards.value(), 6'000 / sheets) << "a state-wide contest";
  }
}

TEST(Synthetic, AFaultChangesWhatItNamesAndNothingElse) {
  for (const Fault fault : all_faults()) {
    ElectionShape shape = small_shape();
    shape.faults = {fault};
    const SyntheticElection election(shape);
    const Whole all = whole(election);
    const PlantedFault& planted = election.planted().at(0);
    const auto batch_cards = election.layout().batches[planted.batch].cards;
    const auto touched = all.touched.at(0);
    ASSERT_GT(touched, 0U) << name_of(fault);
    std::uint64_t wanted_records = 6'000;
    if (fault == Fault::BatchTwice) wanted_records += batch_cards;
    if (fault == Fault::PhantomCards) wanted_records += touched;
    if (fault == Fault::MissingCards) wanted_records -= touched;
    EXPECT_EQ(all.records, wanted_records) << name_of(fault);
    if (fault == Fault::BatchTwice) {
      EXPECT_EQ(touched, batch_cards);
    }

    const bool is_of_contest = fault == Fault::ShiftedDefinition || fault == Fault::SwappedPair;
    for (std::uint32_t county = 0; county < shape.counties; ++county) {
      for (std::uint32_t contest = 0; contest < election.layout().contests.size(); ++contest) {
        const bool concerned =
            county == planted.county && (!is_of_contest || contest == planted.contest);
        const bool same = all.paper.of(county, contest) == all.recorded.of(county, contest);
        if (!concerned || is_of_contest) {
          EXPECT_EQ(same, !concerned) << name_of(fault) << county << "/" << contest;
        }
      }
    }
  }
}

TEST(Synthetic, AnExchangedPairHasEachOthersVotes) {
  ElectionShape shape = small_shape();
  shape.faults = {Fault::SwappedPair};
  const SyntheticElection election(shape);
  const Whole all = whole(election);
  const PlantedFault& planted = election.planted().at(0);
  const ContestFigures& paper = all.paper.of(planted.county, planted.contest);
  const ContestFigures& recorded = all.recorded.of(planted.county, planted.contest);
  EXPECT_EQ(paper.votes[0], recorded.votes[1]);
  EXPECT_EQ(paper.votes[1], recorded.votes[0]);
  EXPECT_NE(paper.votes[0], paper.votes[1]);
  EXPECT_EQ(paper.votes[2], recorded.votes[2]);
}

TEST(Synthetic, TheSameSeedGivesTheSameBytes) {
  ElectionShape shape = small_shape();
  shape.faults = all_faults();
  const std::string first = digest(SyntheticElection(shape).part(0));
  EXPECT_EQ(first, "e4ae878d2a7fabd0720e3b5363b6ed02dbb997255d2d2b38b8b27baa652854b3");
  EXPECT_EQ(first, digest(SyntheticElection(shape).part(0)));
  shape.seed = 2017;
  EXPECT_NE(first, digest(SyntheticElection(shape).part(0)));
}

TEST(Synthetic, PartsAreTheElectionCutBetweenBatches) {
  ElectionShape shape = small_shape();
  shape.cards = 130'000;
  shape.contests = 2;
  const SyntheticElection election(shape);
  ASSERT_EQ(election.parts(), 3U);
  const SyntheticPart last = election.part(2);  // without the two before it
  const auto& names = last.records.names();
  EXPECT_EQ(names.precincts.size(), election.layout().precincts.size() + 1);
  std::uint64_t cards = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto part = static_cast<std::uint64_t>(election.part(i).records.cards().value());
    EXPECT_LE(part, 60'000U + shape.batch_cards);
    cards += part;
  }
  EXPECT_EQ(cards, 130'000U);
}

}  // namespace
}  // namespace recanvass::generate
