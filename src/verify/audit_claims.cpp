#include "verify/audit_claims.h"

#include "audit/drawn_in_proportion.h"
#include "audit/raire_trim.h"
#include "audit/stratified_contest.h"
#include "draw/named_draw.h"
#include "verify/audit_batches.h"
#include "verify/audit_pools.h"
#include "verify/audit_strata.h"
#include "verify/body.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

namespace recanvass::verify {
namespace {

using audit::ChoiceIndex;
using base::Json;
using base::Rational;

// More cards than this no contest has, so that no product leaves 64 bits.
constexpr std::int64_t kDomainMost = 1'000'000'000;

struct ReadContest {
  election::CardContest card;
  std::map<std::string, ChoiceIndex> choices;
  std::map<std::string, std::int64_t> votes;
  std::vector<ChoiceIndex> winners;
  std::string rule;
  std::int64_t cards = 0;
};

bool is_on(const Json& contest, const std::string& list) {
  const auto lists = texts_of(contest, "lists");
  return !lists || std::ranges::find(*lists, list) != lists->end();
}

std::int64_t domain_of(const AuditRecord& audit, const Json& contest) {
  std::int64_t cards = 0;
  for (const auto& [id, list] : audit.lists) {
    if (is_on(contest, id)) cards += list.bound;
  }
  return cards;
}

std::optional<ReadContest> read_of(const AuditRecord& audit, const std::string& id,
                                   const Json& body) {
  ReadContest read;
  read.rule = text_or_empty(body, "rule");
  read.cards = domain_of(audit, body);
  read.card.id = {id};
  read.card.vote_for = static_cast<std::int32_t>(
      std::min<std::int64_t>(figure_of(body, "vote_for").value_or(0), 1000));
  const Json* choices = records_of(body, "choices");
  const auto votes = figures_of(body, "tabulated");
  const auto winners = texts_of(body, "winners");
  if (choices == nullptr || !votes || !winners || winners->empty() || read.card.vote_for < 1 ||
      read.cards < 1 || read.cards > kDomainMost || choices->size() > 10'000) {
    return std::nullopt;
  }
  for (const Json& choice : *choices) {
    const std::string name = text_or_empty(choice, "id");
    const auto index = static_cast<ChoiceIndex>(read.card.choices.size());
    if (name.empty() || !votes->contains(name) || !read.choices.emplace(name, index).second) {
      return std::nullopt;
    }
    read.card.choices.push_back(
        {{name}, text_or_empty(choice, "name"), election::CardChoiceKind::Named});
  }
  if (read.rule == "irv") read.card.ranks = static_cast<std::int32_t>(read.card.choices.size());
  for (const std::string& winner : *winners) {
    const auto index = read.choices.find(winner);
    if (index == read.choices.end()) return std::nullopt;
    read.winners.push_back(index->second);
  }
  read.votes = *votes;
  return read;
}

using Claims = std::vector<audit::MeasuredAssertion>;

Claims votes_claims(const ReadContest& contest) {
  const audit::Assertions assertions = audit::more_votes(
      contest.card, contest.winners, audit::CountsVotes{std::int64_t{contest.card.vote_for}, 1});
  Claims claims;
  for (const ChoiceIndex winner : contest.winners) {
    for (const auto& choice : contest.card.choices) {
      const ChoiceIndex other = contest.choices.at(choice.id.text);
      if (std::ranges::find(contest.winners, other) != contest.winners.end()) continue;
      const audit::TwoVotes votes{contest.votes.at(contest.card.choices.at(winner).id.text),
                                  contest.votes.at(choice.id.text)};
      claims.push_back({assertions.at(claims.size()),
                        Rational(votes.winner - votes.loser, contest.cards),
                        {},
                        {},
                        votes});
    }
  }
  return claims;
}

// The mean of the assorter itself over the votes that were counted: 2 mean - 1.
std::optional<Claims> share_claims(const ReadContest& contest, const Json& body) {
  const auto share = Rational::parse(text_or_empty(body, "share"));
  if (!share || *share <= Rational(0) || *share >= Rational(1) ||
      share->denominator() > 1'000'000) {
    return std::nullopt;
  }
  const ChoiceIndex winner = contest.winners.front();
  audit::Assertion assertion = audit::above_share(
      contest.card, winner, *share, audit::CountsVotes{std::int64_t{contest.card.vote_for}, 1});
  std::int64_t all = 0;
  for (const auto& [choice, votes] : contest.votes) all += votes;
  if (all > contest.cards) return std::nullopt;
  const std::int64_t own = contest.votes.at(contest.card.choices.at(winner).id.text);
  const auto value = [&](ChoiceIndex choice) {
    const election::Mark mark{choice};
    return assertion.assorter.value({election::MarkingState::Marked, {&mark, 1}});
  };
  const auto other = static_cast<ChoiceIndex>(winner == 0 ? 1 : 0);
  const Rational sum = value(winner) * Rational(own) + value(other) * Rational(all - own) +
                       Rational(1, 2) * Rational(contest.cards - all);
  const Rational ahead = sum / Rational(contest.cards) * Rational(2) - Rational(1);
  Claims claims{{std::move(assertion), ahead, {}, {}, std::nullopt}};
  // Two choices may have a share below one half: the winner leads the others, too.
  if (*share < Rational(1, 2)) {
    for (audit::MeasuredAssertion& claim : votes_claims(contest))
      claims.push_back(std::move(claim));
  }
  return claims;
}

struct ReadOrders {
  audit::OrderAssertions orders;
  std::vector<std::int64_t> leads;
};

std::optional<ReadOrders> orders_in(const ReadContest& contest, const Json& body) {
  const Json* records = records_of(body, "assertions");
  if (records == nullptr) return std::nullopt;
  ReadOrders read;
  for (const Json& record : *records) {
    audit::OrderAssertion order;
    const auto winner = contest.choices.find(text_or_empty(record, "winner"));
    const auto loser = contest.choices.find(text_or_empty(record, "loser"));
    const auto lead = figure_of(record, "lead");
    if (winner == contest.choices.end() || loser == contest.choices.end() || !lead ||
        winner == loser || *lead > contest.cards) {
      return std::nullopt;
    }
    order.pair = {winner->second, loser->second};
    if (text_or_empty(record, "kind") == "not-next") {
      order.kind = audit::OrderAssertion::Kind::NotNext;
      for (const std::string& name :
           texts_of(record, "standing").value_or(std::vector<std::string>())) {
        const auto choice = contest.choices.find(name);
        if (choice == contest.choices.end()) return std::nullopt;
        order.standing.push_back(choice->second);
      }
      std::ranges::sort(order.standing);
      const auto stands = [&](ChoiceIndex choice) {
        return std::ranges::find(order.standing, choice) != order.standing.end();
      };
      if (!stands(winner->second) || !stands(loser->second)) return std::nullopt;
    }
    read.orders.push_back(std::move(order));
    read.leads.push_back(*lead);
  }
  return read;
}

std::optional<Claims> order_claims(const ReadContest& contest, const Json& body) {
  const auto read = orders_in(contest, body);
  if (!read) return std::nullopt;
  audit::Assertions assertions = audit::irv_assertions(contest.card, read->orders, {});
  Claims claims;
  for (std::size_t i = 0; i < assertions.size(); ++i) {
    claims.push_back(
        {std::move(assertions[i]), Rational(read->leads[i], contest.cards), {}, {}, std::nullopt});
  }
  return claims;
}

// That leads are no larger than first preferences allow, and that no order of elimination is left
// to anybody else.
std::optional<std::string> what_orders_leave(const ReadContest& contest, const Json& body) {
  const auto read = orders_in(contest, body);
  if (!read || contest.winners.empty()) return "its assertions cannot be read";
  const auto first = [&](ChoiceIndex choice) {
    return contest.votes.at(contest.card.choices.at(choice).id.text);
  };
  std::int64_t all = 0;
  for (const auto& [choice, votes] : contest.votes) all += votes;
  for (std::size_t i = 0; i < read->orders.size(); ++i) {
    const audit::OrderAssertion& order = read->orders[i];
    const auto& [winner, loser] = order.pair;
    std::int64_t most = first(winner);
    if (order.kind == audit::OrderAssertion::Kind::NotNext) {
      most = all;
      for (const ChoiceIndex choice : order.standing) most -= choice == winner ? 0 : first(choice);
    }
    if (read->leads[i] <= most - first(loser)) continue;
    return fmt::format("the lead of assertion {} is more than first preferences allow", i + 1);
  }
  const auto left =
      audit::order_not_excluded(contest.card.choices.size(), contest.winners.front(), read->orders);
  if (left && left->empty()) return std::nullopt;
  return "its assertions leave an order of elimination to somebody else";
}

// Lists of a contest that are each drawn from by themselves; empty: it is drawn from as one.
std::vector<audit::ListDraws> lists_apart(const AuditRecord& audit, const Json& body) {
  std::vector<audit::ListDraws> lists;
  if (text_or_empty(audit.method, "draw_from") != "each-list") return lists;
  for (const auto& [id, list] : audit.lists) {
    if (!is_on(body, id)) continue;
    const auto drawn = audit.drawn_from.find(id);
    lists.push_back({list.bound, drawn == audit.drawn_from.end() ? 0 : drawn->second});
  }
  if (lists.size() < 2) lists.clear();
  return lists;
}

std::optional<Claims> claims_in(const ReadContest& contest, const Json& body) {
  if (contest.winners.size() >= contest.card.choices.size()) return std::nullopt;
  if (contest.rule == "plurality") return votes_claims(contest);
  if (contest.rule == "share") return share_claims(contest, body);
  return contest.rule == "irv" ? order_claims(contest, body) : std::nullopt;
}

bool read_settings(audit::RiskSettings& settings, const Json& method) {
  const std::map<std::string, double*> places = {{"estimate", &settings.estimate},
                                                 {"draws-worth", &settings.draws_worth},
                                                 {"bet", &settings.bet},
                                                 {"two-vote-share", &settings.two_vote_share},
                                                 {"padding", &settings.padding},
                                                 {"prior-one-vote", &settings.prior.one_vote},
                                                 {"prior-two-vote", &settings.prior.two_vote}};
  const Json* records = records_of(method, "settings");
  if (records == nullptr) return true;
  for (const Json& record : *records) {
    const auto place = places.find(text_or_empty(record, "name"));
    const auto value = Rational::parse(text_or_empty(record, "value"));
    if (place == places.end() || !value) return false;
    *place->second = value->approximate();
  }
  return true;
}

// What cards say in one contest, as markings that live as long as this.
class Says {
 public:
  Says(const std::string& id, const ReadContest& contest) : id_(id), contest_(contest) {}

  audit::Found found(const CardSays* says) {
    if (says == nullptr) return audit::Found::no_card();
    const Json* read = in(*says);
    if (read == nullptr) return audit::Found::without();
    if (text_or_empty(*read, "state") == "no-consensus") return audit::Found::no_card();
    return audit::Found::marking(marking(*read));
  }
  audit::Recorded recorded(const CardSays& says) {
    const Json* read = in(says);
    return read == nullptr ? audit::Recorded::without() : audit::Recorded::marking(marking(*read));
  }

 private:
  const Json* in(const CardSays& says) const {
    const auto read = says.find(id_);
    const bool there = read != says.end() && text_or_empty(read->second, "state") != "not-on-card";
    return there ? &read->second : nullptr;
  }

  election::MarkingView marking(const Json& read) {
    std::vector<election::Mark>& marks = marks_.emplace_back();
    if (const Json* records = records_of(read, "marks")) {
      for (const Json& mark : *records) {
        const auto choice = contest_.choices.find(text_or_empty(mark, "choice"));
        if (choice == contest_.choices.end()) continue;
        const std::int64_t rank = figure_of(mark, "rank").value_or(0);
        marks.push_back(
            {choice->second, static_cast<std::uint16_t>(std::min<std::int64_t>(rank, 1000)), 1});
      }
    }
    std::ranges::sort(marks, [](const election::Mark& one, const election::Mark& other) {
      return std::pair(one.rank, one.choice) < std::pair(other.rank, other.choice);
    });
    const std::string state = text_or_empty(read, "state");
    return {state == "marked"      ? election::MarkingState::Marked
            : state == "overvoted" ? election::MarkingState::Overvoted
                                   : election::MarkingState::Blank,
            marks};
  }

  const std::string& id_;
  const ReadContest& contest_;
  std::deque<std::vector<election::Mark>> marks_;
};

// Each list of the contest by itself, its draws up to the end of each round that drew.
std::optional<SampleSays> strata_say(const AuditRecord& audit, const std::string& contest) {
  const auto measure = measure_of(audit, contest);
  const auto read = read_of(audit, contest, audit.contests.at(contest));
  if (!measure || !read) return std::nullopt;
  auto strata = strata_in(audit, contest, *measure);
  if (!strata) return std::nullopt;
  const auto end_round = [&] {
    for (audit::StratumSample& one : strata->samples) one.round_ends.push_back(one.cards.size());
  };
  SampleSays says;
  Says cards(contest, *read);
  std::vector<audit::MeasuredCard> compared;
  std::size_t round = 0;
  for (std::size_t i = 0; i < audit.draws.size(); ++i) {
    const CardPlace& place = audit.draws[i];
    const auto& named = strata->measure.strata;
    const auto stratum = std::ranges::find(named, place.first, &audit::AuditedStratum::name);
    if (stratum == named.end()) continue;
    if (says.draws > 0 && audit.round_of_draw.at(i) > round) end_round();
    round = audit.round_of_draw.at(i);
    ++says.draws;
    const bool polled = stratum->design == audit::MeasureDesign::Polling;
    audit::MeasuredCard next;
    next.paper = static_cast<std::uint64_t>(place.second);
    const auto card = audit.cards.find(place);
    if (card == audit.cards.end()) {
      ++says.phantoms;
    } else {
      const PaperCard& paper = card->second;
      const bool unshown = !polled && !paper.record && !paper.not_found;
      if (!paper.is_settled() || unshown) return std::nullopt;
      says.not_found += paper.not_found ? 1 : 0;
      says.read_again += paper.was_read_again ? 1 : 0;
      next.found = cards.found(paper.standing());
      next.recorded = paper.record ? cards.recorded(*paper.record) : audit::Recorded::without();
    }
    if (!polled) compared.push_back(next);
    strata->samples[static_cast<std::size_t>(stratum - named.begin())].cards.push_back(
        std::move(next));
  }
  if (says.draws > 0) end_round();
  const auto measured = audit::measure_strata(strata->measure, strata->samples);
  if (!measured) return std::nullopt;
  says.measured = audit::as_contest(*measured, *measure, says.draws, compared);
  for (std::size_t i = 0; measured->more && i < measured->more->size(); ++i) {
    says.more_by_list[strata->measure.strata[i].name] = (*measured->more)[i];
  }
  return says;
}

}  // namespace

std::optional<audit::ContestMeasure> measure_of(const AuditRecord& audit,
                                                const std::string& contest) {
  const Json& body = audit.contests.at(contest);
  const auto read = read_of(audit, contest, body);
  if (!read) return std::nullopt;
  auto claims = claims_in(*read, body);
  const auto limit = Rational::parse(text_or_empty(body, "risk_limit"));
  const auto draws = draw::card_draw_named(text_or_empty(audit.method, "draw"));
  if (!claims || !limit || !draws || *limit <= Rational(0) || *limit >= Rational(1)) {
    return std::nullopt;
  }
  audit::ContestMeasure measure;
  measure.contest = contest;
  measure.cards = election::CardCount(read->cards);
  measure.risk_limit = limit->approximate();
  const Json* every = member_of(body, "on_every_card");
  measure.style = every != nullptr && *every == base::Json(true) ? audit::StyleUse::CardsWithContest
                                                                 : audit::StyleUse::AllCards;
  measure.design = text_or_empty(audit.method, "design") == "polling"
                       ? audit::MeasureDesign::Polling
                       : audit::MeasureDesign::Comparison;
  measure.replacement = draw::replacement_of(*draws);
  measure.risk_function = text_or_empty(audit.method, "risk_function");
  measure.rounds_fixed_before_seed = member_of(audit.method, "schedule") != nullptr;
  measure.assertions = std::move(*claims);
  if (!read_settings(measure.settings, audit.method)) return std::nullopt;
  return measure;
}

std::optional<std::string> what_is_wrong(const AuditRecord& audit, const std::string& contest) {
  // By a draw that this program does not know it measures nothing.
  if (!draw::card_draw_named(text_or_empty(audit.method, "draw"))) return std::nullopt;
  const Json& body = audit.contests.at(contest);
  const auto read = read_of(audit, contest, body);
  const auto measure = measure_of(audit, contest);
  if (!read || !measure) return "what is tested of it does not follow from its entry";
  const auto limit = Rational::parse(text_or_empty(body, "risk_limit"));
  if (!limit || *limit > Rational(1, 2)) return "its risk limit is above one half";
  const bool votes = read->rule == "plurality";
  const std::int64_t seats =
      figure_of(body, "seats").value_or(votes ? std::int64_t{read->card.vote_for} : 1);
  if (static_cast<std::int64_t>(read->winners.size()) != seats) {
    return fmt::format("{} winners of {} seats", read->winners.size(), seats);
  }
  for (const audit::MeasuredAssertion& claim : measure->assertions) {
    if (claim.assorter_margin > Rational(0)) continue;
    return "its figures do not say that " + claim.assertion.words;
  }
  if (read->rule != "irv") return std::nullopt;
  return what_orders_leave(*read, body);
}

std::optional<SampleSays> sample_says(const AuditRecord& audit, const std::string& contest) {
  if (is_by_batch(audit)) return batches_say(audit, contest);
  if (is_stratified(audit)) return strata_say(audit, contest);
  auto measure = measure_of(audit, contest);
  const Json& body = audit.contests.at(contest);
  const auto read = read_of(audit, contest, body);
  if (!measure || !read) return std::nullopt;
  const bool compares = measure->design == audit::MeasureDesign::Comparison;
  const ReadPools pools(audit);
  const auto totals = pools.totals(audit, contest, *measure);
  if (!totals) return std::nullopt;
  if (has_pools(audit)) audit::compare_with_pools(*measure, *totals);
  for (const auto& [id, list] : audit.lists) {
    if (!is_on(body, id)) continue;
    measure->phantoms = measure->phantoms + election::CardCount(list.bound - list.cards);
  }
  SampleSays says;
  Says cards(contest, *read);
  std::vector<audit::MeasuredCard> drawn;
  std::map<CardPlace, std::uint64_t> papers;
  std::size_t round = 0;
  for (std::size_t i = 0; i < audit.draws.size(); ++i) {
    const CardPlace& place = audit.draws[i];
    const std::size_t of_round = audit.round_of_draw.at(i);
    if (!is_on(body, place.first)) continue;
    if (of_round > round && !drawn.empty()) measure->round_ends.push_back(drawn.size());
    round = of_round;
    audit::MeasuredCard& next = drawn.emplace_back();
    next.paper = papers.try_emplace(place, papers.size()).first->second;
    const auto card = audit.cards.find(place);
    if (card == audit.cards.end()) {
      ++says.phantoms;
      continue;
    }
    if (!card->second.is_settled()) return std::nullopt;
    says.not_found += card->second.not_found ? 1 : 0;
    says.read_again += card->second.was_read_again ? 1 : 0;
    next.found = cards.found(card->second.standing());
    if (!compares) continue;
    next.pool = pools.of(place);
    if (next.pool) {
      ++says.pooled;
    } else if (card->second.record) {
      next.recorded = cards.recorded(*card->second.record);
    } else if (card->second.not_found) {
      next.recorded =
          audit::Recorded::without();  // whatever its record says, it counts at its worst
    } else {
      return std::nullopt;
    }
  }
  if (!drawn.empty()) measure->round_ends.push_back(drawn.size());
  says.draws = static_cast<std::int64_t>(drawn.size());
  const auto lists = lists_apart(audit, body);
  const std::int64_t counted = audit::draws_in_proportion(lists);
  if (!lists.empty() && counted < says.draws) says.in_proportion = counted;
  auto measured = lists.empty() ? audit::measure_contest(*measure, drawn)
                                : audit::measure_in_proportion(*measure, drawn, lists);
  if (!measured) return std::nullopt;
  says.measured = std::move(measured).value();
  return says;
}

std::optional<PaperSays> paper_says(const AuditRecord& audit, const std::string& contest) {
  if (is_by_batch(audit)) return batches_paper(audit, contest);
  const auto measure = measure_of(audit, contest);
  const Json& body = audit.contests.at(contest);
  const auto read = read_of(audit, contest, body);
  if (!measure || !read) return std::nullopt;
  Says cards(contest, *read);
  const std::set<CardPlace> drawn(audit.draws.begin(), audit.draws.end());
  std::int64_t looked_for = 0;
  std::vector<audit::Found> known;  // of which it is certain what they are worth
  const bool may_lie_outside = measure->design == audit::MeasureDesign::Comparison &&
                               measure->style == audit::StyleUse::CardsWithContest;
  for (const CardPlace& place : drawn) {
    if (!is_on(body, place.first)) continue;
    ++looked_for;
    const auto card = audit.cards.find(place);
    if (card == audit.cards.end()) continue;
    if (!card->second.is_settled()) return std::nullopt;
    const audit::Found found = cards.found(card->second.standing());
    if (found.kind == audit::Found::Kind::NoCard) continue;
    if (found.kind == audit::Found::Kind::Without && may_lie_outside) continue;
    known.push_back(found);
  }
  PaperSays says;
  says.all = looked_for == read->cards;
  for (const audit::MeasuredAssertion& claim : measure->assertions) {
    const audit::Assorter& assorter = claim.assertion.assorter;
    // For the claim less against it, each card from minus one half.
    base::Wide lead = 0;
    for (const audit::Found& found : known) {
      lead += found.kind == audit::Found::Kind::Marking ? assorter.numerator(found.said)
                                                        : assorter.numerator_without();
      lead -= assorter.half_numerator();
    }
    const base::Wide others = read->cards - std::ssize(known);
    const base::Wide gain = assorter.upper_numerator() - assorter.half_numerator();
    says.holds = says.holds && lead - others * assorter.half_numerator() > 0;
    says.contradicts = says.contradicts || lead + others * gain <= 0;
  }
  return says;
}

std::optional<CountSays> count_says(const AuditRecord& audit, const std::string& contest) {
  if (is_by_batch(audit)) return batches_count(audit, contest);
  const auto measure = measure_of(audit, contest);
  const Json& body = audit.contests.at(contest);
  const auto read = read_of(audit, contest, body);
  if (!measure || !read) return std::nullopt;
  CountSays counted;
  for (const auto& [choice, index] : read->choices) counted.votes[choice] = 0;
  Says cards(contest, *read);
  std::vector<base::Wide> sums(measure->assertions.size(), 0);
  std::int64_t settled = 0;
  std::int64_t there = 0;  // cards that people read
  for (const auto& [place, card] : audit.cards) {
    if (!is_on(body, place.first)) continue;
    if (!card.closed || !card.is_settled()) return std::nullopt;
    ++settled;
    const audit::Found found = cards.found(card.standing());
    if (found.kind == audit::Found::Kind::NoCard) continue;
    ++there;
    const bool carries = found.kind == audit::Found::Kind::Marking;
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const audit::Assorter& assorter = measure->assertions[i].assertion.assorter;
      sums[i] += carries ? assorter.numerator(found.said) : assorter.numerator_without();
    }
    if (!carries || found.said.state != election::MarkingState::Marked) continue;
    for (const election::Mark& mark : found.said.marks) {
      if (mark.rank <= 1) ++counted.votes[read->card.choices.at(mark.choice).id.text];
    }
  }
  std::int64_t listed = 0;
  for (const auto& [id, list] : audit.lists) listed += is_on(body, id) ? list.cards : 0;
  if (settled < listed) return std::nullopt;
  counted.confirmed = true;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const base::Wide half =
        base::Wide(read->cards) * measure->assertions[i].assertion.assorter.half_numerator();
    counted.confirmed = counted.confirmed && sums[i] > half;
    const base::Wide half_there =
        base::Wide(there) * measure->assertions[i].assertion.assorter.half_numerator();
    counted.contradicted = counted.contradicted || sums[i] <= half_there;
  }
  return counted;
}

}  // namespace recanvass::verify
