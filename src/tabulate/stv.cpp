#include "tabulate/stv.h"

#include "base/check.h"

#include <algorithm>
#include <functional>
#include <map>

namespace recanvass::tabulate {
namespace {

using base::Rational;
using base::Wide;
using election::CardCount;
using election::VoteCount;

enum class Status : std::uint8_t { Continuing, Elected, Excluded };

// Papers that say the same; they go together everywhere.
struct Papers {
  std::vector<RankStep> steps;
  std::int64_t number = 0;
  RankCursor cursor;
  std::optional<ChoiceIndex> holder;
  Rational value{1};
  std::size_t parcel = 0;  // the stage in which the holder got them
};

std::int64_t narrow(Wide number) {
  const auto result = static_cast<std::int64_t>(number);
  RECANVASS_CHECK(result == number);
  return result;
}

// number * value, in units, the rest cut off.
std::int64_t cut(std::int64_t number, const Rational& value, std::int64_t unit) {
  return narrow(static_cast<Wide>(number) * value.numerator() * unit / value.denominator());
}

class StvCounter {
 public:
  StvCounter(const Profile& profile, std::int64_t seats, const StvRules& rules,
             std::span<const Lot> lots)
      : seats_(seats),
        rules_(rules),
        lots_(lots),
        status_(profile.choices(), Status::Continuing),
        votes_(profile.choices()),
        elected_in_(profile.choices(), 0),
        surplus_pending_(profile.choices(), 0) {
    for (int i = 0; i < rules.decimals; ++i) record_.unit *= 10;
    for (std::size_t i = 0; i < profile.size(); ++i) {
      const Profile::Line line = profile.at(i);
      papers_.push_back({read_ranks(line.state, line.marks, rules.reading), line.cards.value(),
                         RankCursor(), std::nullopt, Rational(1), 0});
    }
  }

  StvCount run() {
    first_preferences();
    if (std::ranges::any_of(votes_, [](VoteCount votes) { return votes > VoteCount(0); })) {
      record_.ending = StvEnding::Filled;
      while (!finished() && next_stage()) {
      }
    }
    record_.lots_used = lots_.used();
    return std::move(record_);
  }

 private:
  // ---- stages ----

  void first_preferences() {
    StvStage stage;
    std::vector<std::size_t> all(papers_.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    move(all, stage, [](const Papers& papers) { return papers.value; });
    std::int64_t valid = 0;
    for (const VoteCount votes : votes_) valid += votes.value() / record_.unit;
    exhausted_ = VoteCount(0);  // papers without a preference are no votes
    stage.transfers.clear();
    record_.quota = VoteCount((valid / (seats_ + 1) + 1) * record_.unit);
    close(std::move(stage));
  }

  // False when the count cannot go on.
  bool next_stage() {
    if (rules_.exclusion == StvExclusion::CertainLosersFirst && exclude_certain_losers()) {
      return true;
    }
    const Choices pending = with_surplus();
    if (!pending.empty()) return transfer_surplus(pending);
    if (last_two()) return true;
    return exclude_lowest();
  }

  // True when every seat has somebody, or as many stand as there are seats left.
  bool finished() {
    const auto all_left = with(Status::Continuing);
    const auto left = seats_left();
    if (left == 0) return true;
    Choices reached;
    for (const ChoiceIndex choice : all_left) {
      if (votes_[choice] >= record_.quota) reached.push_back(choice);
    }
    const bool enough_reached = static_cast<std::int64_t>(reached.size()) == left;
    const bool all_fit = static_cast<std::int64_t>(all_left.size()) <= left;
    if (!enough_reached && !all_fit) return false;
    StvStage stage;
    stage.what = StvStage::What::LastSeats;
    for (const ChoiceIndex choice : by_votes(enough_reached ? reached : all_left)) {
      elect(choice, stage);
    }
    if (seats_left() > 0) record_.ending = StvEnding::TooFew;
    close(std::move(stage));
    return true;
  }

  bool transfer_surplus(const Choices& pending) {
    StvStage stage;
    stage.what = StvStage::What::Surplus;
    const auto chosen = choose(
        pending,
        [&](ChoiceIndex a, ChoiceIndex b) {
          if (rules_.surplus_order == SurplusOrder::EarliestElected &&
              elected_in_[a] != elected_in_[b]) {
            return elected_in_[a] < elected_in_[b];
          }
          return votes_[a] > votes_[b];
        },
        Sought::Most, stage);
    if (!chosen) return false;
    const ChoiceIndex from = *chosen;
    if (status_[from] == Status::Continuing) elect(from, stage);
    surplus_pending_[from] = 0;
    stage.of = {from};
    give_surplus(from, stage);
    close(std::move(stage));
    return true;
  }

  bool exclude_lowest() {
    StvStage stage;
    stage.what = StvStage::What::Exclusion;
    const auto chosen = choose(
        with(Status::Continuing),
        [&](ChoiceIndex a, ChoiceIndex b) { return votes_[a] < votes_[b]; }, Sought::Fewest, stage);
    if (!chosen) return false;
    exclude({*chosen}, std::move(stage));
    return true;
  }

  bool exclude_certain_losers() {
    const Choices losers = certain_losers();
    if (losers.empty()) return false;
    StvStage stage;
    stage.what = StvStage::What::Exclusion;
    exclude(losers, std::move(stage));
    return true;
  }

  // Two stand for the last seat, and the rules ask for no further transfer.
  bool last_two() {
    const Choices left = with(Status::Continuing);
    if (!rules_.last_two_decide || seats_left() != 1 || left.size() != 2) return false;
    if (votes_[left[0]] == votes_[left[1]]) return false;  // the tie break excludes one
    StvStage stage;
    stage.what = StvStage::What::LastSeats;
    elect(votes_[left[0]] > votes_[left[1]] ? left[0] : left[1], stage);
    close(std::move(stage));
    return true;
  }

  void exclude(const Choices& out, StvStage stage) {
    stage.of = out;
    for (const ChoiceIndex choice : out) status_[choice] = Status::Excluded;
    const bool to_nobody =
        static_cast<std::int64_t>(with(Status::Continuing).size()) <= seats_left();
    if (to_nobody) {  // the seats are filled without their papers
      close(std::move(stage));
      return;
    }
    std::map<Rational, std::vector<std::size_t>, std::greater<>> by_value;
    for (std::size_t i = 0; i < papers_.size(); ++i) {
      const auto holder = papers_[i].holder;
      if (!holder || std::ranges::find(out, *holder) == out.end()) continue;
      const bool apart = rules_.exclusion_steps == ExclusionSteps::ByValue;
      by_value[apart ? papers_[i].value : Rational(1)].push_back(i);
    }
    if (by_value.empty()) close(std::move(stage));
    for (const auto& [value, which] : by_value) {
      StvStage step = stage;
      if (rules_.exclusion_steps == ExclusionSteps::ByValue) step.value = value;
      move(which, step, [](const Papers& papers) { return papers.value; });
      close(std::move(step));
      stage.tied.clear();
      stage.by_lot = false;
      stage.decided_by_stage = 0;
    }
    for (const ChoiceIndex choice : out) {  // what cutting left behind
      lost_ += votes_[choice];
      votes_[choice] = VoteCount(0);
    }
    record_.stages.back().votes = votes_;
    record_.stages.back().lost = lost_;
  }

  // ---- surplus ----

  void give_surplus(ChoiceIndex from, StvStage& stage) {
    const VoteCount surplus = votes_[from] - record_.quota;
    const VoteCount held = votes_[from];
    std::vector<std::size_t> which;
    std::int64_t all = 0;
    for (std::size_t i = 0; i < papers_.size(); ++i) {
      const bool last_only = rules_.surplus_value == SurplusValue::PerLastPaper;
      if (papers_[i].holder != from) continue;
      if (last_only && papers_[i].parcel != elected_in_[from]) continue;
      which.push_back(i);
      all += papers_[i].number;
    }
    switch (rules_.surplus_value) {
      case SurplusValue::Weighted:
        move(which, stage, [&](const Papers& papers) {
          return cut_value(Rational(surplus.value(), held.value()), papers.value);
        });
        break;
      case SurplusValue::WeightedFraction: {
        const Rational fraction = cut_value(Rational(surplus.value(), held.value()), Rational(1));
        move(which, stage, [&](const Papers& papers) { return cut_value(fraction, papers.value); });
        break;
      }
      case SurplusValue::PerPaper: {
        const Rational value(surplus.value(), narrow(static_cast<Wide>(all) * record_.unit));
        stage.value = value;
        move(which, stage, [&](const Papers&) { return value; });
        break;
      }
      case SurplusValue::PerLastPaper: give_last_parcel(surplus, which, stage); break;
    }
    lost_ += votes_[from] - record_.quota;  // what cutting left behind, exhausted ones counted
    votes_[from] = record_.quota;
  }

  void give_last_parcel(VoteCount surplus, const std::vector<std::size_t>& which, StvStage& stage) {
    std::int64_t going_on = 0;
    std::vector<std::size_t> moving;
    Rational before(1);
    const Standing standing = standing_now();
    for (const std::size_t at : which) {
      RankCursor look = papers_[at].cursor;
      if (!look.next_round(papers_[at].steps, standing)) continue;
      going_on += papers_[at].number;
      before = papers_[at].value;
      moving.push_back(at);
    }
    if (moving.empty()) return;
    const Rational each(surplus.value(), narrow(static_cast<Wide>(going_on) * record_.unit));
    const Rational value = std::min(each, before);
    stage.value = value;
    move(moving, stage, [&](const Papers&) { return value; });
  }

  // fraction * value, cut after the decimals of the rules.
  [[nodiscard]] Rational cut_value(const Rational& fraction, const Rational& value) const {
    const Wide top = static_cast<Wide>(fraction.numerator()) * value.numerator();
    const Wide below = static_cast<Wide>(fraction.denominator()) * value.denominator();
    return {narrow(top * record_.unit / below), record_.unit};
  }

  // ---- papers ----

  [[nodiscard]] Standing standing_now() const {
    Standing standing(status_.size(), 0);
    for (std::size_t i = 0; i < status_.size(); ++i) {
      standing[i] = status_[i] == Status::Continuing ? 1 : 0;
    }
    return standing;
  }

  // Papers go to whom they name next, at the value that `new_value` gives each.
  template <class NewValue>
  void move(const std::vector<std::size_t>& which, StvStage& stage, NewValue&& new_value) {
    const Standing standing = standing_now();
    using Key = std::pair<int, Rational>;  // receiver or choices() for nobody, value
    std::map<Key, std::int64_t> groups;
    std::map<int, std::int64_t> papers_to;
    const int nobody = static_cast<int>(status_.size());
    for (const std::size_t at : which) {
      Papers& papers = papers_[at];
      const Rational value = new_value(papers);
      const auto to = papers.cursor.next_round(papers.steps, standing);
      if (papers.holder) take_from_.push_back({*papers.holder, papers.number, papers.value});
      papers.holder = to;
      papers.value = value;
      papers.parcel = record_.stages.size();
      const int receiver = to ? static_cast<int>(*to) : nobody;
      groups[{receiver, value}] += papers.number;
      papers_to[receiver] += papers.number;
    }
    std::map<int, VoteCount> votes_to;
    for (const auto& [key, number] : groups) {
      votes_to[key.first] += VoteCount(cut(number, key.second, record_.unit));
    }
    VoteCount gone;
    for (const auto& [receiver, votes] : votes_to) {
      StvTransfer transfer;
      if (receiver != nobody) transfer.to = static_cast<ChoiceIndex>(receiver);
      transfer.papers = CardCount(papers_to[receiver]);
      transfer.votes = votes;
      (receiver == nobody ? exhausted_ : votes_[static_cast<std::size_t>(receiver)]) += votes;
      gone += votes;
      stage.transfers.push_back(transfer);
    }
    settle(stage, gone);
  }

  // What went is taken from whom it came from.
  void settle(const StvStage& stage, VoteCount gone) {
    if (stage.what == StvStage::What::Surplus) {
      votes_[stage.of.front()] -= gone;
    } else if (stage.what == StvStage::What::Exclusion) {
      std::map<ChoiceIndex, std::map<Rational, std::int64_t>> by_holder;
      for (const Taken& taken : take_from_) by_holder[taken.holder][taken.value] += taken.number;
      VoteCount taken_away;
      for (const auto& [holder, values] : by_holder) {
        for (const auto& [value, number] : values) {
          const VoteCount votes =
              std::min(votes_[holder], VoteCount(cut(number, value, record_.unit)));
          votes_[holder] -= votes;
          taken_away += votes;
        }
      }
      lost_ += taken_away - gone;
    }
    take_from_.clear();
  }

  // ---- who ----

  [[nodiscard]] Choices with(Status status) const {
    Choices choices;
    for (std::size_t i = 0; i < status_.size(); ++i) {
      if (status_[i] == status) choices.push_back(static_cast<ChoiceIndex>(i));
    }
    return choices;
  }

  [[nodiscard]] std::int64_t seats_left() const {
    return seats_ - static_cast<std::int64_t>(record_.elected.size());
  }

  [[nodiscard]] Choices by_votes(Choices choices) const {
    std::ranges::stable_sort(choices,
                             [&](ChoiceIndex a, ChoiceIndex b) { return votes_[a] > votes_[b]; });
    return choices;
  }

  // Elected ones whose surplus has not gone, or, where election comes with the transfer, all above
  // the quota.
  [[nodiscard]] Choices with_surplus() const {
    Choices choices;
    for (std::size_t i = 0; i < status_.size(); ++i) {
      const bool waits = rules_.elected_when == ElectedWhen::AtSurplusTransfer
                             ? status_[i] == Status::Continuing
                             : surplus_pending_[i] != 0;
      if (waits && votes_[i] > record_.quota) choices.push_back(static_cast<ChoiceIndex>(i));
    }
    return choices;
  }

  // The first by `before`; equals by earlier stages, then by lot; no value: a lot is missing.
  template <class Before>
  std::optional<ChoiceIndex> choose(const Choices& among, Before&& before, Sought sought,
                                    StvStage& stage) {
    ChoiceIndex first = among.front();
    for (const ChoiceIndex choice : among) {
      if (before(choice, first)) first = choice;
    }
    Choices tied;
    for (const ChoiceIndex choice : among) {
      if (!before(first, choice)) tied.push_back(choice);
    }
    if (tied.size() == 1) return first;
    stage.tied = tied;
    std::vector<ChoiceVotes> earlier;
    for (const StvStage& one : record_.stages) earlier.push_back(one.votes);
    if (!earlier.empty()) earlier.pop_back();
    stage.decided_by_stage = narrow_by_rounds(earlier, rules_.tie_break, sought, tied);
    if (tied.size() == 1) return tied.front();
    if (const auto drawn = lots_.draw(tied)) {
      stage.by_lot = true;
      return drawn;
    }
    record_.ending = StvEnding::NeedsLot;
    record_.tied = tied;
    return std::nullopt;
  }

  // Those at the bottom who stay below the next one with all surpluses and all votes of those who
  // have as many or fewer; as many must be left as there are seats.
  [[nodiscard]] Choices certain_losers() const {
    VoteCount together;
    Choices order;
    for (const ChoiceIndex choice : with(Status::Continuing)) {
      if (votes_[choice] >= record_.quota) {
        together += votes_[choice] - record_.quota;
      } else {
        order.push_back(choice);
      }
    }
    std::ranges::stable_sort(order,
                             [&](ChoiceIndex a, ChoiceIndex b) { return votes_[a] < votes_[b]; });
    const auto standing = static_cast<std::int64_t>(with(Status::Continuing).size());
    const std::int64_t out_max = standing - seats_left();
    std::size_t out = 0;
    for (std::size_t i = 0; i + 1 < order.size(); ++i) {
      together += votes_[order[i]];
      if (static_cast<std::int64_t>(i) + 1 > out_max) break;
      if (votes_[order[i]] == votes_[order[i + 1]]) continue;
      if (together < votes_[order[i + 1]]) out = i + 1;
    }
    Choices losers(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(out));
    std::ranges::sort(losers);
    return losers;
  }

  void elect(ChoiceIndex choice, StvStage& stage) {
    status_[choice] = Status::Elected;
    elected_in_[choice] = record_.stages.size();
    surplus_pending_[choice] = votes_[choice] > record_.quota ? 1 : 0;
    stage.elected.push_back(choice);
    record_.elected.push_back(choice);
  }

  // Ends a stage: who has the quota by it is elected, where that needs no transfer.
  void close(StvStage stage) {
    if (rules_.elected_when == ElectedWhen::AtQuota) {
      for (const ChoiceIndex choice : by_votes(with(Status::Continuing))) {
        if (votes_[choice] >= record_.quota && seats_left() > 0) elect(choice, stage);
      }
    }
    stage.votes = votes_;
    stage.exhausted = exhausted_;
    stage.lost = lost_;
    record_.stages.push_back(std::move(stage));
  }

  struct Taken {
    ChoiceIndex holder;
    std::int64_t number;
    Rational value;
  };

  std::int64_t seats_;
  const StvRules& rules_;
  LotBox lots_;
  std::vector<Status> status_;
  ChoiceVotes votes_;
  std::vector<std::size_t> elected_in_;
  std::vector<char> surplus_pending_;
  std::vector<Papers> papers_;
  std::vector<Taken> take_from_;
  VoteCount exhausted_;
  VoteCount lost_;
  StvCount record_;
};

}  // namespace

StvCount count_stv(const Profile& profile, std::int64_t seats, const StvRules& rules,
                   std::span<const Lot> lots) {
  RECANVASS_CHECK(seats >= 1);
  return StvCounter(profile, seats, rules, lots).run();
}

}  // namespace recanvass::tabulate
