#include "generate/voter.h"

#include "stats/counter_random.h"

#include <algorithm>

namespace recanvass::generate {
namespace {

constexpr std::uint64_t kWeightStream = 2;
constexpr std::uint64_t kVoterStream = 3;
constexpr std::uint64_t kPlaceOfVoter = 1'000;  // a block of its own, after those of contests
constexpr std::uint32_t kGroups = 2;            // counting groups
constexpr std::uint32_t kBlocs = 3;             // of ranked contests

// 16-bit pieces of a block, one after another.
class Pieces {
 public:
  explicit Pieces(const std::array<std::uint64_t, 4>& block) : block_(block) {}
  std::uint32_t next() {
    const std::uint64_t word = block_[(at_ / 4) % 4];
    return static_cast<std::uint32_t>(word >> (16 * (at_++ % 4))) & 0xFFFFU;
  }
  // A number below `limit`, which is at most 65,536.
  std::uint32_t below(std::uint32_t limit) { return next() * limit >> 16U; }

 private:
  std::array<std::uint64_t, 4> block_;
  std::uint32_t at_ = 0;
};

std::vector<std::uint32_t> running_sums(const std::vector<std::uint32_t>& numbers) {
  std::vector<std::uint32_t> sums;
  std::uint32_t sum = 0;
  for (const std::uint32_t number : numbers) sums.push_back(sum += number);
  return sums;
}

// Two choices lead, the others follow; written names are rare. Each county and group leans a bit.
std::vector<std::uint32_t> leaning_weights(const SyntheticContest& contest, std::uint32_t index,
                                           std::uint32_t county, std::uint32_t group,
                                           std::uint64_t seed) {
  std::vector<std::uint32_t> weights;
  const std::size_t choices = contest.described.choices.size();
  for (std::size_t choice = 0; choice < choices; ++choice) {
    const std::uint64_t one = std::uint64_t{index} * 64 + choice;
    Pieces own(stats::random_block({seed, kWeightStream}, one, 0));
    Pieces here(stats::random_block({seed, kWeightStream}, one, 1 + county));
    const std::uint32_t base = choice + 1 == choices ? 20
                               : choice < 2          ? 4'500 + own.below(600)
                                                     : 200 + own.below(1'500);
    const std::uint32_t lean = 85 + here.below(31);
    const std::uint32_t by_mail = group == 0 ? 95 + here.below(16) : 100;
    weights.push_back(base * lean * by_mail / 10'000);
  }
  return running_sums(weights);
}

// Each group of voters prefers its own choices, the same everywhere.
std::vector<std::uint32_t> bloc_weights(const SyntheticContest& contest, std::uint32_t index,
                                        std::uint32_t bloc, std::uint64_t seed) {
  std::vector<std::uint32_t> weights;
  const std::size_t choices = contest.described.choices.size();
  for (std::size_t choice = 0; choice < choices; ++choice) {
    Pieces pieces(
        stats::random_block({seed, kWeightStream}, std::uint64_t{index} * 64 + choice, 500 + bloc));
    const std::uint32_t liked = choice % kBlocs == bloc ? 6'000 : 600;
    weights.push_back(choice + 1 == choices ? 20 : liked + pieces.below(1'500));
  }
  return running_sums(weights);
}

std::uint16_t pick(const std::vector<std::uint32_t>& sums, std::uint32_t bits) {
  const auto at = static_cast<std::uint32_t>((std::uint64_t{bits} * sums.back()) >> 16U);
  return static_cast<std::uint16_t>(std::ranges::upper_bound(sums, at) - sums.begin());
}

// One that was not picked before: the drawn one, or the next after it.
std::uint16_t pick_another(const std::vector<std::uint32_t>& sums, std::uint32_t bits,
                           std::uint32_t& picked) {
  std::uint16_t choice = pick(sums, bits);
  while ((picked >> choice & 1U) != 0) {
    choice = static_cast<std::uint16_t>((choice + 1U) % sums.size());
  }
  picked |= 1U << choice;
  return choice;
}

// Of 65,536: 1 % are blank in the first contest, 1.5 % more with each place, a quarter at most.
std::uint32_t blank_share(std::uint32_t place) { return std::min(16'384U, 655U + 983U * place); }
constexpr std::uint32_t kOvervotedShare = 33;

}  // namespace

Voters::Voters(const Layout& layout) : layout_(&layout) {
  const std::uint64_t seed = layout.shape.seed;
  for (std::uint32_t index = 0; index < layout.contests.size(); ++index) {
    const SyntheticContest& contest = layout.contests[index];
    first_weights_.push_back(weights_.size());
    if (contest.described.ranks > 0) {
      for (std::uint32_t bloc = 0; bloc < kBlocs; ++bloc) {
        weights_.push_back(bloc_weights(contest, index, bloc, seed));
      }
      continue;
    }
    const auto counties = static_cast<std::uint32_t>(contest.county ? 1 : layout.counties.size());
    for (std::uint32_t county = 0; county < counties; ++county) {
      for (std::uint32_t group = 0; group < kGroups; ++group) {
        weights_.push_back(leaning_weights(contest, index, county, group, seed));
      }
    }
  }
}

const Voters::Weights& Voters::weights(std::uint32_t contest, std::uint32_t county,
                                       std::uint32_t group) const {
  const std::uint32_t row = layout_->contests[contest].county ? 0 : county;
  return weights_[first_weights_[contest] + row * kGroups + group];
}

void Voters::mark(std::uint32_t contest, const SyntheticBatch& batch, std::uint64_t ballot,
                  SyntheticMarking& out) const {
  const SyntheticContest& asked = layout_->contests[contest];
  out.contest = contest;
  out.state = election::MarkingState::Blank;
  out.marks.clear();
  Pieces pieces(
      stats::random_block({layout_->shape.seed, kVoterStream}, ballot, asked.place_on_ballot));
  const std::uint32_t kind = pieces.next();
  if (kind < blank_share(asked.place_on_ballot)) return;
  const bool overvoted = kind >= 65'536 - kOvervotedShare;
  out.state = overvoted ? election::MarkingState::Overvoted : election::MarkingState::Marked;
  if (asked.described.ranks > 0) {
    // Where choices are ranked, only a rank can be overvoted.
    out.state = election::MarkingState::Marked;
    return mark_ranks(asked, contest, ballot, out);
  }
  if (overvoted) return;
  const Weights& sums = weights(contest, batch.county, static_cast<std::uint32_t>(batch.group));
  // Where several may be marked, two thirds mark all that they may.
  const auto most = static_cast<std::uint32_t>(asked.described.vote_for);
  const std::uint32_t marks = most == 1 || pieces.below(3) != 0 ? most : 1 + pieces.below(most - 1);
  std::uint32_t picked = 0;
  for (std::uint32_t i = 0; i < marks; ++i) {
    out.marks.push_back({pick_another(sums, pieces.next(), picked), 0, 1});
  }
  std::ranges::sort(out.marks);
}

void Voters::mark_ranks(const SyntheticContest& contest, std::uint32_t index, std::uint64_t ballot,
                        SyntheticMarking& out) const {
  Pieces pieces(
      stats::random_block({layout_->shape.seed, kVoterStream}, ballot, kPlaceOfVoter + 1 + index));
  const Weights& sums = weights_[first_weights_[index] + pieces.below(kBlocs)];
  const auto most = static_cast<std::uint32_t>(contest.described.ranks);
  const std::uint32_t oddity = pieces.below(200);
  // A fifth rank one choice only, a third all that they may.
  const std::uint32_t length_kind = pieces.below(15);
  const std::uint32_t ranks = length_kind < 3 ? 1 : length_kind < 8 ? most : 1 + pieces.below(most);
  std::uint32_t picked = 0;
  std::uint32_t rank = 0;
  for (std::uint32_t i = 0; i < ranks && rank < most; ++i) {
    ++rank;
    const std::uint16_t choice = pick_another(sums, pieces.next(), picked);
    if (oddity == 0 && i == 1 && rank < most) ++rank;  // a rank is left out
    const auto at = static_cast<std::uint16_t>(rank);
    if (oddity == 1 && i == 1) {
      out.marks.push_back({choice, at, 1});
      out.marks.push_back({pick_another(sums, pieces.next(), picked), at, 1});
    } else if (oddity == 2 && i == 1) {
      out.marks.push_back({out.marks.front().choice, at, 1});  // the first choice again
    } else {
      out.marks.push_back({choice, at, 1});
    }
  }
}

void Voters::fill_in(const SyntheticBatch& batch, std::uint64_t card, SyntheticCard& out) const {
  const std::uint32_t sheets = layout_->shape.sheets;
  const std::uint64_t ballot = card / sheets;
  const auto sheet = static_cast<std::uint32_t>(card % sheets);
  const SyntheticCounty& county = layout_->counties[batch.county];
  out.starts_ballot = sheet == 0;
  out.precinct = batch.precinct;
  if (batch.group == CountingGroup::Mail) {
    Pieces pieces(stats::random_block({layout_->shape.seed, kVoterStream}, ballot, kPlaceOfVoter));
    out.precinct = county.first_precinct + pieces.below(county.precincts);
  }
  out.style = layout_->style_of(county, out.precinct, sheet);
  const bool district = (out.precinct - county.first_precinct) % county.styles % 2 == 0;
  out.said = 0;
  for (const std::uint32_t contest : county.contests) {
    const SyntheticContest& asked = layout_->contests[contest];
    if (asked.place_on_ballot * sheets / layout_->shape.contests != sheet) continue;
    if (asked.district && !district) continue;
    if (out.markings.size() == out.said) out.markings.emplace_back();
    mark(contest, batch, ballot, out.markings[out.said++]);
  }
}

}  // namespace recanvass::generate
