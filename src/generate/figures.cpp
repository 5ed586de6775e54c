#include "generate/figures.h"

#include "base/check.h"

namespace recanvass::generate {
namespace {

void add_figures(const ContestFigures& more, ContestFigures& sum) {
  sum.cards += more.cards;
  sum.blank += more.blank;
  sum.overvoted += more.overvoted;
  for (std::size_t i = 0; i < sum.votes.size(); ++i) sum.votes[i] += more.votes[i];
}

void add_marks(const SyntheticMarking& marking, ContestFigures& sum) {
  const auto& marks = marking.marks;
  // The marks stand by rank. Two of the first rank are a vote for nobody.
  const bool is_ranked = !marks.empty() && marks[0].rank != 0;
  if (is_ranked && marks.size() > 1 && marks[1].rank == marks[0].rank) return;
  for (const election::Mark& mark : marks) {
    sum.votes.at(mark.choice) += election::VoteCount(1);
    if (is_ranked) return;
  }
}

}  // namespace

Figures::Figures(const Layout& layout)
    : contests_(layout.contests.size()),
      cards_(layout.counties.size()),
      figures_(layout.counties.size() * layout.contests.size()) {
  for (std::size_t i = 0; i < figures_.size(); ++i) {
    figures_[i].votes.resize(layout.contests[i % contests_].described.choices.size());
  }
}

void Figures::add(std::uint32_t county, const SyntheticCard& card) {
  cards_[county] += election::CardCount(1);
  for (std::size_t i = 0; i < card.said; ++i) {
    const SyntheticMarking& marking = card.markings[i];
    ContestFigures& sum = figures_[county * contests_ + marking.contest];
    sum.cards += election::CardCount(1);
    switch (marking.state) {
      case election::MarkingState::Blank: sum.blank += election::CardCount(1); break;
      case election::MarkingState::Overvoted: sum.overvoted += election::CardCount(1); break;
      case election::MarkingState::Marked: add_marks(marking, sum); break;
      case election::MarkingState::Redacted: break;
    }
  }
}

void Figures::add(const Figures& other) {
  RECANVASS_CHECK(figures_.size() == other.figures_.size());
  for (std::size_t i = 0; i < cards_.size(); ++i) cards_[i] += other.cards_[i];
  for (std::size_t i = 0; i < figures_.size(); ++i) add_figures(other.figures_[i], figures_[i]);
}

const ContestFigures& Figures::of(std::uint32_t county, std::uint32_t contest) const {
  return figures_[county * contests_ + contest];
}

ContestFigures Figures::total(std::uint32_t contest) const {
  ContestFigures sum = figures_[contest];
  for (std::uint32_t county = 1; county < cards_.size(); ++county) {
    add_figures(of(county, contest), sum);
  }
  return sum;
}

}  // namespace recanvass::generate
