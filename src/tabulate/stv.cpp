#include "tabulate/stv.h"

#include "base/check.h"
#include "base/exact_fraction.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

namespace recanvass::tabulate {
namespace {

using base::ExactFraction;
using base::Rational;
using election::CardCount;
using election::VoteCount;

enum class Status : std::uint8_t { Continuing, Elected, Excluded };

// Papers that say the same; they go together everywhere.
struct Papers {
  std::vector<RankStep> steps;
  std::int64_t number = 0;
  RankCursor cursor;
  std::optional<ChoiceIndex> holder;
  std::size_t value = 0;   // of PaperValues
  std::size_t parcel = 0;  // the stage in which the holder got them
};

// What papers can be worth: each different value once. Its number stands for it, since thousands of
// papers have the same one.
class PaperValues {
 public:
  PaperValues() { number_of(ExactFraction(1)); }
  std::size_t number_of(const ExactFraction& value) {
    const auto [found, is_new] = numbers_.emplace(value, values_.size());
    if (is_new) values_.push_back(value);
    return found->second;
  }
  [[nodiscard]] const ExactFraction& at(std::size_t number) const { return values_[number]; }

 private:
  std::map<ExactFraction, std::size_t> numbers_;
  std::vector<ExactFraction> values_;
};

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
                         RankCursor(), std::nullopt, 0, 0});
    }
  }

  /// Keeps what becomes of a line of the profile, stage by stage.
  void watch(std::size_t line, std::vector<StvPathStep>& path) {
    watched_ = line;
    path_ = &path;
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
    move(all, stage, [](const ExactFraction& value) { return value; });
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
    if (nobody_can_catch_up()) return true;
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
    if (rules_.last_seats != LastSeats::TwoLeftDecide || seats_left() != 1 || left.size() != 2) {
      return false;
    }
    if (votes_[left[0]] == votes_[left[1]]) return false;  // a casting vote excludes one
    StvStage stage;
    stage.what = StvStage::What::LastSeats;
    elect(votes_[left[0]] > votes_[left[1]] ? left[0] : left[1], stage);
    close(std::move(stage));
    return true;
  }

  // Those with the most votes have more than all others together with what is still to be given.
  bool nobody_can_catch_up() {
    const Choices order = by_votes(with(Status::Continuing));
    const auto left = static_cast<std::size_t>(seats_left());
    if (rules_.last_seats != LastSeats::NobodyCanCatchUp || order.size() <= left) return false;
    VoteCount others;
    for (const ChoiceIndex choice : with_surplus()) others += votes_[choice] - record_.quota;
    for (std::size_t i = left; i < order.size(); ++i) others += votes_[order[i]];
    if (votes_[order[left - 1]] <= others) return false;
    StvStage stage;
    stage.what = StvStage::What::LastSeats;
    for (std::size_t i = 0; i < left; ++i) elect(order[i], stage);
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
    std::map<ExactFraction, std::vector<std::size_t>, std::greater<>> by_value;
    for (std::size_t i = 0; i < papers_.size(); ++i) {
      const auto holder = papers_[i].holder;
      if (!holder || std::ranges::find(out, *holder) == out.end()) continue;
      const bool apart = rules_.exclusion_steps == ExclusionSteps::ByValue;
      by_value[apart ? values_.at(papers_[i].value) : ExactFraction(1)].push_back(i);
    }
    if (by_value.empty()) close(std::move(stage));
    for (const auto& [value, which] : by_value) {
      StvStage step = stage;
      if (rules_.exclusion_steps == ExclusionSteps::ByValue) step.value = value.rational();
      move(which, step, [](const ExactFraction& before) { return before; });
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
    const ExactFraction share(Rational(surplus.value(), held.value()));
    switch (rules_.surplus_value) {
      case SurplusValue::Weighted:
        move(which, stage, [&](const ExactFraction& before) { return cut_value(share * before); });
        break;
      case SurplusValue::WeightedFraction: {
        const ExactFraction fraction = cut_value(share);
        move(which, stage,
             [&](const ExactFraction& before) { return cut_value(fraction * before); });
        break;
      }
      case SurplusValue::PerPaper: {
        const ExactFraction value = in_votes(surplus) / ExactFraction(all);
        stage.value = value.rational();
        move(which, stage, [&](const ExactFraction&) { return value; });
        break;
      }
      case SurplusValue::PerLastPaper: give_last_parcel(surplus, which, stage); break;
      case SurplusValue::WeightedGoingOn: give_what_goes_on(from, which, stage); break;
    }
    lost_ += votes_[from] - record_.quota;  // what cutting left behind, exhausted ones counted
    votes_[from] = record_.quota;
  }

  // The papers of `which` that name somebody who stands.
  [[nodiscard]] std::vector<std::size_t> going_on(const std::vector<std::size_t>& which) const {
    std::vector<std::size_t> moving;
    const Standing standing = standing_now();
    for (const std::size_t at : which) {
      RankCursor look = papers_[at].cursor;
      if (look.next_round(papers_[at].steps, standing)) moving.push_back(at);
    }
    return moving;
  }

  void give_last_parcel(VoteCount surplus, const std::vector<std::size_t>& which, StvStage& stage) {
    const std::vector<std::size_t> moving = going_on(which);
    if (moving.empty()) return;
    std::int64_t papers = 0;
    for (const std::size_t at : moving) papers += papers_[at].number;
    const ExactFraction each = in_votes(surplus) / ExactFraction(papers);
    const ExactFraction value = std::min(each, values_.at(papers_[moving.back()].value));
    stage.value = value.rational();
    move(moving, stage, [&](const ExactFraction&) { return value; });
  }

  // surplus / (votes - what the papers that name nobody else were worth), never above 1, times what
  // a paper was worth; without rounding. Papers that name nobody else stay.
  void give_what_goes_on(ChoiceIndex from, const std::vector<std::size_t>& which, StvStage& stage) {
    const std::vector<std::size_t> moving = going_on(which);
    if (moving.empty()) return;
    std::map<std::size_t, std::int64_t> staying;  // papers by value
    for (const std::size_t at : which) staying[papers_[at].value] += papers_[at].number;
    for (const std::size_t at : moving) staying[papers_[at].value] -= papers_[at].number;
    const ExactFraction surplus = in_votes(votes_[from] - record_.quota);
    ExactFraction base = in_votes(votes_[from]);
    for (const auto& [value, number] : staying) {
      base = base - values_.at(value) * ExactFraction(number);
    }
    const ExactFraction share = base <= surplus ? ExactFraction(1) : surplus / base;
    move(moving, stage, [&](const ExactFraction& before) { return share * before; });
  }

  [[nodiscard]] ExactFraction in_votes(VoteCount units) const {
    return ExactFraction(Rational(units.value(), record_.unit));
  }

  // The value, cut after the decimals of the rules.
  [[nodiscard]] ExactFraction cut_value(const ExactFraction& value) const {
    return ExactFraction(Rational((value * ExactFraction(record_.unit)).floor(), record_.unit));
  }

  // What papers of one value are as votes, in units, the rest cut off.
  [[nodiscard]] VoteCount cut(std::int64_t number, std::size_t value) const {
    const ExactFraction worth =
        values_.at(value) * ExactFraction(number) * ExactFraction(record_.unit);
    return VoteCount(worth.floor());
  }

  // ---- papers ----

  [[nodiscard]] Standing standing_now() const {
    Standing standing(status_.size(), 0);
    for (std::size_t i = 0; i < status_.size(); ++i) {
      standing[i] = status_[i] == Status::Continuing ? 1 : 0;
    }
    return standing;
  }

  // Papers go to whom they name next, each at what `new_value` makes of the value it had.
  template <class NewValue>
  void move(const std::vector<std::size_t>& which, StvStage& stage, NewValue&& new_value) {
    const Standing standing = standing_now();
    using Key = std::tuple<int, std::size_t, std::size_t>;  // receiver, transfer, value
    std::map<Key, std::int64_t> groups;
    std::map<int, std::int64_t> papers_to;
    std::map<std::size_t, std::size_t> value_after;
    const int nobody = static_cast<int>(status_.size());
    const bool by_transfer = stage.what == StvStage::What::Exclusion &&
                             rules_.exclusion_steps == ExclusionSteps::AtOnceByTransfer;
    for (const std::size_t at : which) {
      Papers& papers = papers_[at];
      const auto [value, is_new] = value_after.emplace(papers.value, 0);
      if (is_new) value->second = values_.number_of(new_value(values_.at(papers.value)));
      const auto to = papers.cursor.next_round(papers.steps, standing);
      if (papers.holder) take_from_.push_back({*papers.holder, papers.number, papers.value});
      const int receiver = to ? static_cast<int>(*to) : nobody;
      groups[{receiver, by_transfer ? papers.parcel : 0, value->second}] += papers.number;
      papers_to[receiver] += papers.number;
      papers.holder = to;
      papers.value = value->second;
      papers.parcel = record_.stages.size();
    }
    std::map<int, VoteCount> votes_to;
    for (const auto& [key, number] : groups) {
      votes_to[std::get<0>(key)] += cut(number, std::get<2>(key));
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
      std::map<ChoiceIndex, std::map<std::size_t, std::int64_t>> by_holder;
      for (const Taken& taken : take_from_) by_holder[taken.holder][taken.value] += taken.number;
      VoteCount taken_away;
      for (const auto& [holder, values] : by_holder) {
        for (const auto& [value, number] : values) {
          const VoteCount votes = std::min(votes_[holder], cut(number, value));
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

  // Where the last two decide, an officer's casting vote does when they are equal, whoever was
  // ahead before: s 273(17) of the Commonwealth Electoral Act.
  [[nodiscard]] bool is_casting_vote(Sought sought) const {
    return rules_.last_seats == LastSeats::TwoLeftDecide && sought == Sought::Fewest &&
           seats_left() == 1 && with(Status::Continuing).size() == 2;
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
    if (!is_casting_vote(sought)) {
      stage.decided_by_stage = narrow_by_rounds(earlier, rules_.tie_break, sought, tied);
    }
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
    if (path_ != nullptr) {
      const Papers& papers = papers_[watched_];
      path_->push_back({papers.holder, values_.at(papers.value).text(), papers.cursor.inactive()});
    }
  }

  struct Taken {
    ChoiceIndex holder;
    std::int64_t number;
    std::size_t value;
  };

  std::int64_t seats_;
  const StvRules& rules_;
  LotBox lots_;
  std::vector<Status> status_;
  ChoiceVotes votes_;
  std::vector<std::size_t> elected_in_;
  std::vector<char> surplus_pending_;
  std::vector<Papers> papers_;
  PaperValues values_;
  std::size_t watched_ = 0;
  std::vector<StvPathStep>* path_ = nullptr;
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

std::vector<StvPathStep> stv_path_of(const Profile& profile, std::int64_t seats,
                                     const StvRules& rules, std::span<const Lot> lots,
                                     std::size_t line) {
  RECANVASS_CHECK(seats >= 1 && line < profile.size());
  std::vector<StvPathStep> path;
  StvCounter counter(profile, seats, rules, lots);
  counter.watch(line, path);
  (void)counter.run();
  return path;
}

}  // namespace recanvass::tabulate
