// Sampled ballots of Arlo's reports: every ticket made again from the seed, every reading compared
// with its record, and the risk that follows.
#include "base/figures.h"
#include "draw/arlo_ids.h"
#include "draw/consistent_tickets.h"
#include "workflow/reverify_arlo.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

using audit::ComparedCard;
using formats::ArloBallot;
using formats::ArloCells;
using formats::ArloContest;
using formats::ArloReading;
using formats::ArloRound;
using formats::ArloTickets;

// Which parts of a batch's name stand in the id that a ticket is made of.
// Early reports have None for what a manifest did not have.
enum class IdParts {
  Batch,
  TabulatorAndBatch,
  ContainerAndBatch,
  All,
  NoneAndBatch,
  NoneBatchNone,
};
constexpr std::array<IdParts, 6> kIdParts = {
    IdParts::Batch, IdParts::TabulatorAndBatch, IdParts::ContainerAndBatch,
    IdParts::All,   IdParts::NoneAndBatch,      IdParts::NoneBatchNone};

std::string ballot_id(const ArloBallot& ballot, IdParts parts) {
  std::vector<std::string_view> names = {ballot.jurisdiction};
  const bool container = parts == IdParts::ContainerAndBatch || parts == IdParts::All;
  const bool tabulator = parts == IdParts::TabulatorAndBatch || parts == IdParts::All;
  if (parts == IdParts::NoneAndBatch || parts == IdParts::NoneBatchNone) names.emplace_back();
  if (container) names.emplace_back(ballot.container);
  if (tabulator) names.emplace_back(ballot.tabulator);
  names.emplace_back(ballot.batch);
  if (parts == IdParts::NoneBatchNone) names.emplace_back();
  return draw::arlo_ballot_id(names, static_cast<std::uint64_t>(ballot.position));
}

ArloTickets tickets_of(const ArloBallot& ballot, const std::string& contest) {
  const auto cells = ballot.by_contest.find(contest);
  if (cells == ballot.by_contest.end()) return {};
  return formats::read_arlo_tickets(cells->second.tickets).value_or(ArloTickets{});
}

// Tickets of one ballot, made again; the published ones are cut off after some digits.
struct Remade {
  std::int64_t agree = 0;
  std::string first_wrong, wanted;
  std::string next;  // the ticket that the ballot would be drawn by once more
};

Remade remake(const std::string& seed, const std::string& id, const ArloTickets& tickets) {
  std::vector<std::string> published;
  for (const auto& [round, ticket] : tickets) published.push_back(ticket);
  std::sort(published.begin(), published.end());
  Remade remade;
  remade.next = draw::first_ticket(seed, id);
  for (const std::string& ticket : published) {
    if (remade.next.starts_with(ticket)) {
      ++remade.agree;
    } else if (remade.first_wrong.empty()) {
      remade.first_wrong = ticket;
      remade.wanted = remade.next;
    }
    remade.next = draw::next_ticket(remade.next);
  }
  return remade;
}

// No value: no known way to write a ballot's id gives any of the tickets.
std::optional<IdParts> parts_of(const formats::ArloReport& report, const std::string& contest) {
  for (const ArloBallot& ballot : report.ballots) {
    const ArloTickets tickets = tickets_of(ballot, contest);
    if (tickets.empty()) continue;
    for (const IdParts parts : kIdParts) {
      if (remake(report.seed, ballot_id(ballot, parts), tickets).first_wrong.empty()) return parts;
    }
  }
  return std::nullopt;
}

// A program for tables keeps fifteen digits of a number.
bool is_rounded_seed(const std::string& seed) {
  const bool power = seed.find_first_not_of("0123456789.E+") == std::string::npos &&
                     seed.find("E+") != std::string::npos;
  const std::size_t digits = seed.find_last_not_of('0') + 1;
  return power || (seed.size() > 15 && digits <= 15 &&
                   seed.find_first_not_of("0123456789") == std::string::npos);
}

struct TicketSums {
  std::int64_t agree = 0;
  std::int64_t wrong = 0;
  std::int64_t passed_over = 0;
  std::map<std::int64_t, std::int64_t> by_round;
};

TicketSums check_tickets_of(ArloCheck& check, const ArloContest& contest) {
  const formats::ArloReport& report = check.report;
  const auto known = parts_of(report, contest.name);
  const IdParts parts = known.value_or(IdParts::Batch);
  TicketSums sums;
  // The two strata of a hybrid audit are drawn apart; ballots without records once at the most.
  const bool hybrid = report.type == "HYBRID";
  std::string largest;
  std::vector<std::pair<const ArloBallot*, std::string>> next;
  for (const ArloBallot& ballot : report.ballots) {
    const ArloTickets tickets = tickets_of(ballot, contest.name);
    if (tickets.empty()) continue;
    const Remade remade = remake(report.seed, ballot_id(ballot, parts), tickets);
    sums.agree += remade.agree;
    const bool again = !hybrid || has_record(ballot);
    for (const auto& [round, ticket] : tickets) {
      ++sums.by_round[round];
      if (again) largest = std::max(largest, ticket);
    }
    if (again) next.emplace_back(&ballot, remade.next);
    if (!known) continue;
    if (remade.first_wrong.empty()) continue;
    ++sums.wrong;
    check.checks.about(fmt::format("{}, {} {} ballot {}", contest.name, ballot.jurisdiction,
                                   ballot.batch, ballot.position),
                       ballot.row.text());
    check.checks.differs("ticket", remade.first_wrong, draw::trim_ticket(remade.wanted, 18),
                         "the seed gives this ballot another ticket");
  }
  // A ballot whose next ticket is below the largest one drawn had to be drawn once more.
  for (const auto& [ballot, ticket] : next) {
    if (!known || sums.wrong > 0 || !(ticket < largest)) continue;
    ++sums.passed_over;
    check.checks.about(fmt::format("{}, {} {} ballot {}", contest.name, ballot->jurisdiction,
                                   ballot->batch, ballot->position),
                       ballot->row.text());
    check.checks.differs("ticket", "not drawn again", draw::trim_ticket(ticket, 18),
                         "the ballot's next ticket is below the largest that was drawn");
  }
  return sums;
}

// Rounds in which a ballot was drawn for any contest.
std::set<std::int64_t> rounds_drawn(const ArloBallot& ballot) {
  std::set<std::int64_t> rounds;
  for (const auto& [name, cells] : ballot.by_contest) {
    for (const auto& [round, ticket] : tickets_of(ballot, name)) rounds.insert(round);
  }
  return rounds;
}

// A contest that nothing was drawn for is read on every ballot that is there, once.
std::int64_t times_drawn(const ArloBallot& ballot, const ArloContest& contest,
                         std::int64_t last_round) {
  if (!contest.targeted) {
    const auto rounds = rounds_drawn(ballot);
    return rounds.empty() || *rounds.begin() <= last_round ? 1 : 0;
  }
  const ArloTickets tickets = tickets_of(ballot, contest.name);
  return std::count_if(tickets.begin(), tickets.end(),
                       [&](const auto& ticket) { return ticket.first <= last_round; });
}

// Votes by choice of a reading; a reading that gives nobody a vote gives zeros.
std::vector<std::int64_t> votes_read(const ArloReading& reading, const ArloContest& contest) {
  std::vector<std::int64_t> votes(contest.votes.size(), 0);
  if (reading.kind != ArloReading::Kind::Votes) return votes;
  for (const std::string& choice : reading.choices) {
    for (std::size_t i = 0; i < votes.size(); ++i) {
      if (contest.votes[i].first == choice) votes[i] = 1;
    }
  }
  return votes;
}

struct ReadCard {
  const ArloBallot* ballot = nullptr;
  const ArloCells* cells = nullptr;
  ComparedCard card;
  bool by_hand_known = false;
  bool carries = true;  ///< its paper has the contest
};

enum class WhichCards { DrawnForIt, All };

// Every card drawn up to a round, or all of the report, with what was read on it; empty: a reading
// is not understood.
std::optional<std::vector<ReadCard>> read_cards_of(ArloCheck& check, const ArloContest& contest,
                                                   std::int64_t last_round,
                                                   WhichCards which = WhichCards::DrawnForIt) {
  std::vector<ReadCard> cards;
  for (const ArloBallot& ballot : check.report.ballots) {
    const std::int64_t times =
        which == WhichCards::All ? 1 : times_drawn(ballot, contest, last_round);
    const auto cells = ballot.by_contest.find(contest.name);
    if (times == 0 || cells == ballot.by_contest.end()) continue;
    const auto found = formats::read_arlo_reading(cells->second.audited, contest.votes);
    const auto recorded = formats::read_arlo_reading(cells->second.recorded, contest.votes);
    if (!found || !recorded) {
      check.checks.about(contest.name, ballot.row.text());
      check.checks.not_checked("readings", found ? cells->second.recorded : cells->second.audited,
                               "a name that is no choice of the contest");
      return std::nullopt;
    }
    cards.push_back({&ballot,
                     &cells->second,
                     {votes_read(*recorded, contest), votes_read(*found, contest),
                      ballot.status == "NOT_FOUND", times},
                     ballot.status == "AUDITED",
                     found->kind != ArloReading::Kind::NotOnBallot});
  }
  return cards;
}

// A limit that is said to be met ends a round, with its risk or without.
bool arlo_round_ended(const ArloRound& round) {
  return !round.p_value.empty() || round.limit_met == "Yes";
}

void check_audited_votes(ArloCheck& check, const ArloContest& contest, const ArloRound& round) {
  const auto published = votes_in_order(round.audited, contest);
  if (!published || !arlo_round_ended(round) || check.report.type == "HYBRID") return;
  std::vector<std::int64_t> sums(contest.votes.size(), 0);
  std::vector<std::int64_t> drawn_again(contest.votes.size(), 0);
  std::vector<std::int64_t> read_before(contest.votes.size(), 0);  // and then not found
  std::int64_t missing = 0;
  std::int64_t missing_draws = 0;
  for (const ArloBallot& ballot : check.report.ballots) {
    std::int64_t times = 0;
    bool again = false;  // drawn in this round and in one before
    if (contest.targeted) {
      for (const auto& [number, ticket] : tickets_of(ballot, contest.name)) {
        times += number == round.number ? 1 : 0;
      }
    } else {
      const auto rounds = rounds_drawn(ballot);
      times = rounds.contains(round.number) ? 1 : 0;
      again = times == 1 && *rounds.begin() < round.number;
    }
    const auto cells = ballot.by_contest.find(contest.name);
    if (times == 0 || cells == ballot.by_contest.end()) continue;
    const bool not_found = ballot.status == "NOT_FOUND";
    if (not_found) {
      ++missing;
      missing_draws += times;
    }
    const auto found = formats::read_arlo_reading(cells->second.audited, contest.votes);
    if (!found) {
      if (check.report.type != "BALLOT_POLLING") return;  // told with the readings
      check.checks.about(contest.name, ballot.row.text());
      return check.checks.not_checked("votes on sampled ballots", cells->second.audited,
                                      "a name that is no choice of the contest");
    }
    const auto votes = votes_read(*found, contest);
    auto& list = not_found ? read_before : again ? drawn_again : sums;
    for (std::size_t k = 0; k < sums.size(); ++k) list[k] += times * votes[k];
  }
  // Until 2022 a ballot counted in the round in which it was first drawn, since then in each.
  if (*published != sums) {
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += drawn_again[i];
  }
  std::vector<std::int64_t> with_unfound = sums;
  for (std::size_t i = 0; i < sums.size(); ++i) with_unfound[i] += read_before[i];
  const bool counts_unfound = *published != sums && *published == with_unfound;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    check.checks.about(
        fmt::format("{} - {}, round {}", contest.name, contest.votes[i].first, round.number),
        round.row.text());
    if (counts_unfound && (*published)[i] != sums[i]) {
      check.checks.explained("votes on sampled ballots", std::to_string((*published)[i]),
                             std::to_string(with_unfound[i]),
                             fmt::format("Arlo: what was read on {} that were not found "
                                         "afterwards is still counted; right: {}",
                                         base::counted(missing, "ballot", "ballots"), sums[i]));
    } else {
      check.checks.whole("votes on sampled ballots", (*published)[i], sums[i]);
    }
  }
  if (check.report.type != "BALLOT_POLLING" || !contest.targeted) return;
  // A poll counts each for the loser; a ballot that was drawn twice is missing once or twice.
  const std::int64_t told = round.not_found.value_or(0);
  if (missing == 0 && told == 0) return;
  check.checks.about(fmt::format("{}, round {}", contest.name, round.number), round.row.text());
  check.checks.whole("ballots not found", told, told == missing ? missing : missing_draws);
}

// Of the pairs that a card changed, the one with the most votes; no pair changed: 0.
std::int64_t largest_change(const std::vector<bool>& won, const ComparedCard& card) {
  std::optional<std::int64_t> most;
  for (std::size_t w = 0; w < won.size(); ++w) {
    for (std::size_t l = 0; l < won.size(); ++l) {
      if (!won[w] || won[l]) continue;
      const std::int64_t change =
          (card.recorded[w] - card.found[w]) - (card.recorded[l] - card.found[l]);
      if (change != 0) most = std::max(most.value_or(change), change);
    }
  }
  return card.missing ? 2 : most.value_or(0);
}

// The changes from the record to what was read, where the report has them.
void check_change_of(ArloCheck& check, const ArloContest& contest, const ReadCard& read) {
  if (!read.cells->change || read.card.missing) return;
  std::string words;
  for (std::size_t i = 0; i < contest.votes.size(); ++i) {
    const std::int64_t change = read.card.recorded[i] - read.card.found[i];
    if (change == 0) continue;
    words += fmt::format("{}{}: {:+}", words.empty() ? "" : "; ", contest.votes[i].first, change);
  }
  check.checks.text("change on a ballot", *read.cells->change, words);
}

// Of every ballot of the report, whichever contest it was drawn for.
void check_discrepancies(ArloCheck& check, const ArloContest& contest, std::int64_t last_round) {
  const auto won = reported_of(contest).won();
  const auto cards = read_cards_of(check, contest, last_round, WhichCards::All);
  if (!cards || cards->empty()) return;
  const ArloCells& columns = *cards->front().cells;
  if (!columns.discrepancy && !columns.change_in_margin) {
    check.checks.about(contest.name, contest.row.text());
    return check.checks.not_checked("discrepancy of a ballot", "",
                                    "the report has no column of them");
  }
  for (const ReadCard& read : *cards) {
    if (!read.by_hand_known && !read.card.missing) continue;
    check.checks.about(fmt::format("{}, {} {} ballot {}", contest.name, read.ballot->jurisdiction,
                                   read.ballot->batch, read.ballot->position),
                       read.ballot->row.text());
    // No discrepancy is printed as nothing.
    const std::string cell =
        read.cells->discrepancy.value_or(read.cells->change_in_margin.value_or(std::string()));
    const std::string published = cell.empty() ? "0" : cell;
    const std::int64_t error = read.cells->discrepancy ? audit::card_overstatement(won, read.card)
                                                       : largest_change(won, read.card);
    check_change_of(check, contest, read);
    if (error < 0 && published == "0" && read.cells->discrepancy) {
      check.checks.explained(
          "discrepancy of a ballot", published, "0",
          fmt::format("Arlo: understatements count as nothing; right: {}", error));
    } else {
      check.checks.text("discrepancy of a ballot", published, std::to_string(error));
    }
  }
}

// The last round of a contest that has ended.
std::int64_t last_ended(const ArloCheck& check, const std::string& contest) {
  std::int64_t last = 0;
  for (const ArloRound* round : rounds_of(check.report, contest, 1'000'000)) {
    if (arlo_round_ended(*round)) last = std::max(last, round->number);
  }
  return last;
}

struct AllDrawn {
  const std::vector<ReadCard>& cards;
  const std::vector<audit::NamedRisk>& risks;
};

// Whether the votes that were read elect whom the report elects. Blank ballots and the like are no
// candidates, however many there are.
bool elects_as_reported(const ArloContest& contest, const std::vector<ReadCard>& cards) {
  audit::ReportedContest hand = reported_of(contest);
  const std::vector<bool> reported = hand.won();
  for (std::size_t i = 0; i < hand.votes.size(); ++i) {
    hand.votes[i] = 0;
    for (const ReadCard& read : cards) {
      const bool counts = read.by_hand_known && contest.votes[i].second > 0;
      hand.votes[i] += counts ? read.card.found[i] : 0;
    }
  }
  // A tie elects nobody.
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t most = 0;
  for (std::size_t i = 0; i < hand.votes.size(); ++i) {
    if (reported[i]) least = std::min(least, hand.votes[i]);
    if (!reported[i]) most = std::max(most, hand.votes[i]);
  }
  return least > most;
}

// As many ballots as there are were drawn. Arlo calls the risk 0 whatever they say; where each of
// them was read and carries the contest they are a count, and it decides.
void check_all_drawn(ArloCheck& check, const ArloContest& contest, const ArloRound& round,
                     const AllDrawn& drawn) {
  const double right = drawn.risks.front().risk;
  const bool prints_none = check.checks.fits(0.0, round.p_value);
  const auto counted = std::ranges::count_if(
      drawn.cards, [](const ReadCard& read) { return read.by_hand_known && read.carries; });
  if (counted < contest.ballots) {
    if (!prints_none) {
      check_risk(check.checks, round.p_value, drawn.risks);
    } else {
      check.checks.explained(
          "risk", round.p_value, audit::figure_text(right),
          fmt::format("Arlo: 0 once as many ballots were drawn as there are; of these {} were read "
                      "and carry the contest of {}",
                      base::grouped(counted), base::grouped(contest.ballots)));
      if (round.limit_met == "Yes" && right > check.risk_limit()) {
        return check.limit_not_met(
            round, fmt::format("by that 0; what was read leaves a risk of {}, above the limit",
                               audit::figure_text(right)));
      }
    }
    return check.limit_met(round, right);
  }
  const bool confirmed = elects_as_reported(contest, drawn.cards);
  check.summary.push_back(
      fmt::format("{}: every ballot was read by hand; the reported winners {}.", contest.name,
                  confirmed ? "are confirmed" : "are NOT those of the hand count"));
  if (confirmed && !prints_none) {
    check_risk(check.checks, round.p_value, drawn.risks);
    return check.limit_met(round, right);
  }
  check.checks.decimal("risk", round.p_value, confirmed ? 0.0 : 1.0);
  check.limit_met(round, confirmed ? 0.0 : 1.0);
}

void check_comparison(ArloCheck& check, const ArloContest& contest, const ArloRound& round) {
  check.checks.about(fmt::format("{}, round {}", contest.name, round.number), round.row.text());
  const std::string why = why_no_risk(contest);
  if (round.sample_size && round.targeted && why.empty() && round.number == 1) {
    const audit::SuperSimple of{contest.ballots, reported_of(contest).reported_margin()};
    const std::int64_t size = audit::arlo_super_simple_cards(of, check.risk_limit(), 0, {});
    if (*round.sample_size == size) {
      check.checks.whole("sample size offered", *round.sample_size, size);
    } else {
      check.checks.not_checked("sample size offered", std::to_string(*round.sample_size),
                               fmt::format("Arlo offers {}; the auditors may take another", size));
    }
  }
  if (!arlo_round_ended(round)) {
    return check.checks.not_checked("risk", "", "the round has not ended in this report");
  }
  if (!why.empty()) return check.checks.not_checked("risk", round.p_value, why);
  if (check.report.math == "RAIRE") {
    return check.checks.not_checked("risk", round.p_value,
                                    "it is of an instant runoff's assertions, which the report "
                                    "does not have; Arlo prints 0 once as many ballots were drawn "
                                    "as there are");
  }
  const bool has_records = std::ranges::any_of(check.report.ballots, [&](const ArloBallot& ballot) {
    const auto cells = ballot.by_contest.find(contest.name);
    return cells != ballot.by_contest.end() && !cells->second.recorded.empty();
  });
  if (!has_records) {
    return check.checks.not_checked("risk", round.p_value,
                                    "the report does not have the records beside the readings");
  }
  const auto cards = read_cards_of(check, contest, round.number);
  if (!cards) return;
  std::vector<ComparedCard> compared;
  for (const ReadCard& read : *cards) {
    if (read.by_hand_known || read.card.missing) compared.push_back(read.card);
  }
  check.checks.about(fmt::format("{}, round {}", contest.name, round.number), round.row.text());
  const auto risks = audit::comparison_risks(reported_of(contest), compared);
  std::int64_t draws = 0;
  for (const ReadCard& read : *cards) draws += read.card.times;
  if (draws >= contest.ballots) {
    check_all_drawn(check, contest, round, {*cards, risks});
    if (round.number == last_ended(check, contest.name)) {
      check_discrepancies(check, contest, round.number);
    }
    return;
  }
  if (round.p_value.empty()) {
    check.checks.differs("risk", "nothing", audit::figure_text(risks.front().risk),
                         "the report says that the risk limit is met, and prints no risk");
  } else {
    check_risk(check.checks, round.p_value, risks);
  }
  check.limit_met(round, risks.front().risk);
  if (round.number == last_ended(check, contest.name))
    check_discrepancies(check, contest, round.number);
}

// A poll knows no records: ballots that have them were compared, whatever the report is called.
void check_type(ArloCheck& check) {
  if (check.report.type != "BALLOT_POLLING") return;
  for (const ArloBallot& ballot : check.report.ballots) {
    for (const auto& [contest, cells] : ballot.by_contest) {
      if (cells.recorded.empty()) continue;
      check.checks.about("the whole report", ballot.row.text());
      return check.checks.differs("type of the audit", check.report.type, "BALLOT_COMPARISON",
                                  "its ballots have records beside their readings");
    }
  }
}

}  // namespace

void check_ballot_tickets(ArloCheck& check) {
  if (!check.report.has_ballots) return;
  std::int64_t tickets = 0;
  std::int64_t agree = 0;
  for (const ArloContest& contest : check.report.contests) {
    if (!contest.targeted) continue;
    if (check.report.seed.empty()) {
      check.checks.about(contest.name, contest.row.text());
      check.checks.not_checked("tickets that the seed gives", "", "the report names no seed");
      continue;
    }
    const TicketSums sums = check_tickets_of(check, contest);
    std::int64_t all = 0;
    for (const auto& [round, number] : sums.by_round) all += number;
    if (all == 0) continue;
    tickets += all;
    agree += sums.agree;
    check.checks.about(contest.name, contest.row.text());
    if (sums.agree > 0) {
      check.checks.whole("tickets that the seed gives", all, sums.agree);
    } else if (is_rounded_seed(check.report.seed)) {
      check.checks.not_checked("tickets that the seed gives", std::to_string(all),
                               "the seed " + check.report.seed +
                                   " was rounded by a program for tables: fetch the report as it "
                                   "was published");
    } else {
      check.checks.differs("tickets that the seed gives", std::to_string(all), "0",
                           "no known way to write the id of a ballot gives any of them");
    }
    for (const ArloRound* round : rounds_of(check.report, contest.name, 1'000'000)) {
      const auto drawn = sums.by_round.find(round->number);
      if (!round->sample_size || check.report.type == "HYBRID") continue;
      check.checks.about(fmt::format("{}, round {}", contest.name, round->number),
                         round->row.text());
      check.checks.whole("sample size drawn", *round->sample_size,
                         drawn == sums.by_round.end() ? 0 : drawn->second);
    }
  }
  if (tickets == 0) return;
  check.summary.push_back(fmt::format(
      "{} of {} tickets are those that the seed {} gives to their ballots, and no ballot of the "
      "sample was passed over. That no other ballot had a smaller ticket can be said only with the "
      "list of all ballots.",
      base::grouped(agree), base::grouped(tickets), check.report.seed));
}

void check_ballot_readings(ArloCheck& check) {
  if (!check.report.has_ballots || check.report.ballots.empty()) return;
  const bool comparison = check.report.type == "BALLOT_COMPARISON";
  check_type(check);
  for (const ArloContest& contest : check.report.contests) {
    for (const ArloRound* round : rounds_of(check.report, contest.name, 1'000'000)) {
      if (check.report.online) check_audited_votes(check, contest, *round);
      if (comparison) check_comparison(check, contest, *round);
    }
  }
}

}  // namespace recanvass::workflow
