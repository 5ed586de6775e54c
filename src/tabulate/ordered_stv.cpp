#include "tabulate/ordered_stv.h"

#include "base/check.h"

#include <algorithm>
#include <map>
#include <optional>

namespace recanvass::tabulate {
namespace {

using election::CardCount;
using election::VoteCount;

class OrderedStvCounter {
 public:
  OrderedStvCounter(const OrderedBallots& ballots, std::int64_t seats, const OrderedStvRules& rules,
                    std::span<const Lot> lots)
      : lines_(ballots.lines),
        seats_(seats),
        rules_(rules),
        lots_(lots),
        standing_(ballots.profile.choices(), 1),
        piles_(ballots.profile.choices()),
        cursors_(ballots.lines.size()),
        holders_(ballots.lines.size()),
        given_(ballots.profile.choices(), 0) {
    for (std::size_t i = 0; i < ballots.profile.size(); ++i) {
      const Profile::Line line = ballots.profile.at(i);
      steps_.push_back(read_ranks(line.state, line.marks, rules.reading));
    }
  }

  void watch(std::size_t ballot, std::vector<StvPathStep>& path) {
    watched_ = ballot;
    path_ = &path;
  }

  StvCount run() {
    first_choices();
    if (record_.quota > VoteCount(0)) {
      record_.ending = StvEnding::Filled;
      while (!finished() && next_stage()) {
      }
    }
    record_.lots_used = lots_.used();
    return std::move(record_);
  }

 private:
  void first_choices() {
    StvStage stage;
    std::int64_t valid = 0;
    for (std::uint32_t ballot = 0; ballot < lines_.size(); ++ballot) {
      const auto first = cursors_[ballot].next_round(steps_[lines_[ballot]], standing_);
      if (!first) continue;
      ++valid;
      hold(ballot, *first);
    }
    if (valid > 0) record_.quota = VoteCount(valid / (seats_ + 1) + 1);
    for (const ChoiceIndex choice : by_ballots(all_standing())) {
      if (ballots_of(choice) >= record_.quota && valid > 0) elect(choice, stage);
    }
    close(std::move(stage));
  }

  // False when the count cannot go on.
  bool next_stage() {
    Choices surpluses;
    for (const ChoiceIndex choice : record_.elected) {
      if (ballots_of(choice) > record_.quota && given_[choice] == 0) {
        surpluses.push_back(choice);
      }
    }
    if (!surpluses.empty()) return give_surplus(std::move(surpluses));
    if (!cut_made_) {
      cut_made_ = true;
      Choices below;
      for (const ChoiceIndex choice : all_standing()) {
        if (ballots_of(choice) < VoteCount(rules_.ballots_min)) below.push_back(choice);
      }
      const auto standing = static_cast<std::int64_t>(all_standing().size());
      if (!below.empty() && standing - static_cast<std::int64_t>(below.size()) >= seats_left()) {
        StvStage stage;
        defeat(below, std::move(stage));
        return true;
      }
    }
    StvStage stage;
    const auto lowest = choose(all_standing(), Sought::Fewest, stage);
    if (!lowest) return false;
    defeat({*lowest}, std::move(stage));
    return true;
  }

  bool finished() {
    if (seats_left() == 0) return true;
    const Choices standing = all_standing();
    if (static_cast<std::int64_t>(standing.size()) > seats_left()) return false;
    StvStage stage;
    stage.what = StvStage::What::LastSeats;
    for (const ChoiceIndex choice : by_ballots(standing)) elect(choice, stage);
    if (seats_left() > 0) record_.ending = StvEnding::TooFew;
    close(std::move(stage));
    return true;
  }

  bool give_surplus(Choices surpluses) {
    StvStage stage;
    stage.what = StvStage::What::Surplus;
    std::ranges::sort(surpluses);
    const auto from = choose(surpluses, Sought::Most, stage);
    if (!from) return false;
    given_[*from] = 1;
    stage.of = {*from};
    const std::vector<std::uint32_t> pile = piles_[*from];
    const auto total = static_cast<std::int64_t>(pile.size());
    std::int64_t left = total - record_.quota.value();
    std::map<int, std::int64_t> went;
    for (const std::size_t at : order_of_surplus(pile.size(), left)) {
      if (left == 0) break;
      RankCursor look = cursors_[pile[at]];
      if (!look.next_round(steps_[lines_[pile[at]]], standing_)) continue;
      transfer(pile[at], went, stage);
      --left;
    }
    std::erase_if(piles_[*from], [&](std::uint32_t ballot) { return holders_[ballot] != *from; });
    finish_transfer(went, std::move(stage));
    return true;
  }

  // Positions from 0: n, 2n, ...; n+1, 2n+1, ...; at last those before the first n.
  static std::vector<std::size_t> order_of_surplus(std::size_t total, std::int64_t surplus) {
    const auto taken = static_cast<std::size_t>(surplus);
    const std::size_t step = (2 * total + taken) / (2 * taken);
    std::vector<std::size_t> order;
    for (std::size_t start = step; start < 2 * step; ++start) {
      for (std::size_t at = start; at <= total; at += step) order.push_back(at - 1);
    }
    for (std::size_t at = 1; at < step && at <= total; ++at) order.push_back(at - 1);
    return order;
  }

  void defeat(const Choices& out, StvStage stage) {
    stage.what = StvStage::What::Exclusion;
    stage.of = out;
    for (const ChoiceIndex choice : out) standing_[choice] = 0;
    std::map<int, std::int64_t> went;
    Choices order = by_ballots(out);
    std::ranges::reverse(order);  // the fewest first
    for (const ChoiceIndex choice : order) {
      const std::vector<std::uint32_t> pile = std::move(piles_[choice]);
      piles_[choice].clear();
      for (const std::uint32_t ballot : pile) transfer(ballot, went, stage);
    }
    finish_transfer(went, std::move(stage));
  }

  void transfer(std::uint32_t ballot, std::map<int, std::int64_t>& went, StvStage& stage) {
    const auto to = cursors_[ballot].next_round(steps_[lines_[ballot]], standing_);
    ++went[to ? static_cast<int>(*to) : static_cast<int>(standing_.size())];
    if (!to) {
      holders_[ballot].reset();
      exhausted_ += VoteCount(1);
      return;
    }
    hold(ballot, *to);
    if (ballots_of(*to) >= record_.quota) elect(*to, stage);
  }

  void finish_transfer(const std::map<int, std::int64_t>& went, StvStage stage) {
    for (const auto& [to, ballots] : went) {
      StvTransfer one;
      if (to < static_cast<int>(standing_.size())) one.to = static_cast<ChoiceIndex>(to);
      one.papers = CardCount(ballots);
      one.votes = VoteCount(ballots);
      stage.transfers.push_back(one);
    }
    close(std::move(stage));
  }

  void hold(std::uint32_t ballot, ChoiceIndex choice) {
    piles_[choice].push_back(ballot);
    holders_[ballot] = choice;
  }

  [[nodiscard]] VoteCount ballots_of(ChoiceIndex choice) const {
    return VoteCount(static_cast<std::int64_t>(piles_[choice].size()));
  }

  [[nodiscard]] Choices all_standing() const {
    Choices choices;
    for (std::size_t i = 0; i < standing_.size(); ++i) {
      if (standing_[i] != 0) choices.push_back(static_cast<ChoiceIndex>(i));
    }
    return choices;
  }

  [[nodiscard]] Choices by_ballots(Choices choices) const {
    std::ranges::stable_sort(
        choices, [&](ChoiceIndex a, ChoiceIndex b) { return ballots_of(a) > ballots_of(b); });
    return choices;
  }

  [[nodiscard]] std::int64_t seats_left() const {
    return seats_ - static_cast<std::int64_t>(record_.elected.size());
  }

  // Who has the most or fewest ballots; no value: a lot is missing.
  std::optional<ChoiceIndex> choose(const Choices& among, Sought sought, StvStage& stage) {
    const Choices order = by_ballots(among);
    const ChoiceIndex first = sought == Sought::Most ? order.front() : order.back();
    Choices tied;
    for (const ChoiceIndex choice : among) {
      if (ballots_of(choice) == ballots_of(first)) tied.push_back(choice);
    }
    if (tied.size() == 1) return first;
    stage.tied = tied;
    if (sought == Sought::Fewest) {
      std::vector<ChoiceVotes> earlier;
      for (const StvStage& one : record_.stages) earlier.push_back(one.votes);
      earlier.pop_back();
      stage.decided_by_stage = narrow_by_rounds(earlier, rules_.tie_break, sought, tied);
      if (tied.size() == 1) return tied.front();
    }
    if (const auto drawn = lots_.draw(tied)) {
      stage.by_lot = true;
      return drawn;
    }
    record_.ending = StvEnding::NeedsLot;
    record_.tied = tied;
    return std::nullopt;
  }

  void elect(ChoiceIndex choice, StvStage& stage) {
    standing_[choice] = 0;
    stage.elected.push_back(choice);
    record_.elected.push_back(choice);
  }

  void close(StvStage stage) {
    stage.votes.resize(piles_.size());
    for (std::size_t i = 0; i < piles_.size(); ++i) {
      stage.votes[i] = ballots_of(static_cast<ChoiceIndex>(i));
    }
    stage.exhausted = exhausted_;
    record_.stages.push_back(std::move(stage));
    if (path_ != nullptr) {
      path_->push_back({holders_[watched_], "1", cursors_[watched_].inactive()});
    }
  }

  const std::vector<std::uint32_t>& lines_;
  std::int64_t seats_;
  const OrderedStvRules& rules_;
  LotBox lots_;
  Standing standing_;
  std::vector<std::vector<RankStep>> steps_;           // by line of the profile
  std::vector<std::vector<std::uint32_t>> piles_;      // ballots by choice, as they came
  std::vector<RankCursor> cursors_;                    // by ballot
  std::vector<std::optional<ChoiceIndex>> holders_;    // by ballot
  std::vector<char> given_;                            // by choice: its surplus has gone
  bool cut_made_ = false;
  VoteCount exhausted_;
  StvCount record_;
  std::size_t watched_ = 0;
  std::vector<StvPathStep>* path_ = nullptr;
};

}  // namespace

OrderedBallots ordered_ballots_of(const election::CardStore& store, std::uint32_t contest,
                                  std::span<const std::string> precincts) {
  RECANVASS_CHECK(contest < store.contests().size());
  struct Ballot {
    std::size_t precinct;
    std::uint32_t code;
    std::uint64_t card;
  };
  std::vector<Ballot> ballots;
  std::uint64_t first = 0;
  for (std::uint32_t chunk = 0; chunk < store.chunks().size(); ++chunk) {
    const election::CardChunk& cards = store.chunks()[chunk];
    if (const election::ContestColumn* column = cards.column(contest)) {
      column->for_each_card([&](std::uint32_t row, std::uint32_t card) {
        const std::string& name = store.names().precincts[store.profile({chunk, card}).precinct];
        const auto place = std::ranges::find(precincts, name) - precincts.begin();
        ballots.push_back({static_cast<std::size_t>(place), column->codes[row], first + card});
      });
    }
    first += cards.cards();
  }
  std::ranges::stable_sort(ballots, {}, &Ballot::precinct);
  const election::MarkingTable& markings = store.markings(contest);
  std::vector<std::int64_t> cards_of_code(markings.size(), 0);
  for (const Ballot& ballot : ballots) ++cards_of_code[ballot.code];
  OrderedBallots ordered{Profile(store.contests()[contest]), {}, {}};
  std::vector<std::uint32_t> line_of_code(markings.size(), 0);
  for (std::uint32_t code = 0; code < markings.size(); ++code) {
    line_of_code[code] = static_cast<std::uint32_t>(ordered.profile.size());
    const election::MarkingView view = markings.at(code);
    ordered.profile.add(view.state, view.marks, CardCount(cards_of_code[code]));
  }
  for (const Ballot& ballot : ballots) {
    ordered.lines.push_back(line_of_code[ballot.code]);
    ordered.cards.push_back(ballot.card);
  }
  return ordered;
}

StvCount count_ordered_stv(const OrderedBallots& ballots, std::int64_t seats,
                           const OrderedStvRules& rules, std::span<const Lot> lots) {
  RECANVASS_CHECK(seats >= 1);
  return OrderedStvCounter(ballots, seats, rules, lots).run();
}

std::vector<StvPathStep> ordered_stv_path_of(const OrderedBallots& ballots, std::int64_t seats,
                                             const OrderedStvRules& rules,
                                             std::span<const Lot> lots, std::size_t ballot) {
  RECANVASS_CHECK(seats >= 1 && ballot < ballots.lines.size());
  std::vector<StvPathStep> path;
  OrderedStvCounter counter(ballots, seats, rules, lots);
  counter.watch(ballot, path);
  (void)counter.run();
  return path;
}

}  // namespace recanvass::tabulate
