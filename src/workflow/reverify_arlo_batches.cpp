// Sampled batches of Arlo's reports: tickets, changes between the two counts, risks.
#include "audit/macro.h"
#include "base/figures.h"
#include "draw/arlo_ids.h"
#include "draw/consistent_tickets.h"
#include "workflow/reverify_arlo.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace recanvass::workflow {
namespace {

using audit::BatchDraw;
using formats::ArloBatch;
using formats::ArloCells;
using formats::ArloContest;
using formats::ArloRound;
using formats::ArloTickets;

constexpr std::size_t kTicketDigits = 18;
constexpr std::string_view kCombines = "Combines ";

// Batches that were counted together stand singly, each with the name that they were counted under,
// and once more under that name with their votes.
bool is_combined(const ArloBatch& batch) { return batch.combined.starts_with(kCombines); }

// Where a batch's votes stand: in its own line, or in that of all that were counted together.
// Null: in no line.
const ArloBatch* line_of_votes(const formats::ArloReport& report, const ArloBatch& batch) {
  if (batch.combined.empty() || is_combined(batch)) return &batch;
  const auto found = std::ranges::find_if(report.batches, [&](const ArloBatch& other) {
    return is_combined(other) && other.jurisdiction == batch.jurisdiction &&
           other.name == batch.combined;
  });
  return found == report.batches.end() ? nullptr : &*found;
}

const ArloCells* cells_of(const ArloBatch& batch, const std::string& contest) {
  const auto found = batch.by_contest.find(contest);
  return found == batch.by_contest.end() ? nullptr : &found->second;
}

std::string batch_name(const ArloContest& contest, const ArloBatch& batch) {
  return fmt::format("{}, {} {}", contest.name, batch.jurisdiction, batch.name);
}

// A batch's later tickets are made of its ticket before as it was printed: with 16 digits until
// 2021, with 18 since.
std::int64_t tickets_that_agree(ArloCheck& check, const ArloContest& contest,
                                const ArloBatch& batch, const std::string& name,
                                const ArloTickets& tickets) {
  std::vector<std::string> published;
  for (const auto& [round, ticket] : tickets) published.push_back(ticket);
  std::sort(published.begin(), published.end());
  std::string wanted =
      draw::first_ticket(check.report.seed, draw::arlo_batch_id(batch.jurisdiction, name));
  std::int64_t agree = 0;
  for (const std::string& ticket : published) {
    if (wanted.starts_with(ticket)) {
      ++agree;
      wanted = ticket;
    } else {
      check.checks.about(batch_name(contest, batch), batch.row.text());
      check.checks.differs("ticket of a batch", ticket, draw::trim_ticket(wanted, kTicketDigits),
                           "the seed gives this batch another ticket");
      wanted = draw::trim_ticket(wanted, kTicketDigits);
    }
    wanted = draw::next_ticket(wanted);
  }
  return agree;
}

void check_batch_tickets(ArloCheck& check, const ArloContest& contest) {
  std::map<std::int64_t, std::int64_t> by_round;
  std::int64_t all = 0;
  std::int64_t agree = 0;
  for (const ArloBatch& batch : check.report.batches) {
    const ArloCells* cells = cells_of(batch, contest.name);
    if (cells == nullptr) continue;
    for (const auto& [name, tickets] : formats::arlo_tickets_by_batch(cells->tickets)) {
      for (const auto& [round, ticket] : tickets) ++by_round[round];
      all += static_cast<std::int64_t>(tickets.size());
      if (check.report.seed.empty()) continue;
      agree += tickets_that_agree(check, contest, batch, name.empty() ? batch.name : name, tickets);
    }
  }
  if (all == 0) return;
  check.checks.about(contest.name, contest.row.text());
  if (check.report.seed.empty()) {
    check.checks.not_checked("tickets that the seed gives", std::to_string(all),
                             "the report names no seed");
  } else {
    check.checks.whole("tickets that the seed gives", all, agree);
    check.summary.push_back(fmt::format(
        "{}: {} of {} tickets are those that the seed {} gives to their batches. Which batches "
        "were to be drawn can be said only with the totals of all batches.",
        contest.name, agree, all, check.report.seed));
  }
  for (const ArloRound* round : rounds_of(check.report, contest.name, 1'000'000)) {
    if (!round->sample_size) continue;
    check.checks.about(fmt::format("{}, round {}", contest.name, round->number), round->row.text());
    check.checks.whole("sample size drawn", *round->sample_size, by_round[round->number]);
  }
}

// A line of a count: of a batch, or of several that were counted together.
struct CountedBatch {
  const ArloBatch* batch = nullptr;
  std::vector<std::int64_t> counted;
  std::vector<std::int64_t> reported;  ///< empty: the report does not have them
  ArloTickets tickets;  ///< of each of them
};

// What Arlo prints of the change from the report to the count, "Ada: +3; Ben: -2".
std::string change_words(const CountedBatch& batch, const ArloContest& contest) {
  std::string words;
  for (std::size_t i = 0; i < contest.votes.size(); ++i) {
    const std::int64_t change = batch.reported[i] - batch.counted[i];
    if (change == 0) continue;
    words += fmt::format("{}{}: {:+}", words.empty() ? "" : "; ", contest.votes[i].first, change);
  }
  return words;
}

void check_changes(ArloCheck& check, const ArloContest& contest, const CountedBatch& batch) {
  const ArloCells& cells = *cells_of(*batch.batch, contest.name);
  check.checks.about(batch_name(contest, *batch.batch), batch.batch->row.text());
  if (cells.change) {
    check.checks.text("change in a batch", *cells.change, change_words(batch, contest));
  }
  const auto& lead_change = cells.change_in_margin ? cells.change_in_margin : cells.discrepancy;
  if (!lead_change || !why_no_risk(contest).empty()) return;
  const std::string published = lead_change->empty() ? "0" : *lead_change;
  // The largest change as a share of its pair's lead, in votes.
  const auto won = reported_of(contest).won();
  double largest = -1e300;
  std::int64_t votes = 0;
  for (std::size_t w = 0; w < won.size(); ++w) {
    for (std::size_t l = 0; l < won.size(); ++l) {
      if (!won[w] || won[l]) continue;
      const std::int64_t change =
          (batch.reported[w] - batch.reported[l]) - (batch.counted[w] - batch.counted[l]);
      const double share = static_cast<double>(change) /
                           static_cast<double>(contest.votes[w].second - contest.votes[l].second);
      if (change != 0 && share > largest) {
        largest = share;
        votes = change;
      }
    }
  }
  check.checks.text("change in margin of a batch", published, std::to_string(votes));
}

std::vector<CountedBatch> counted_batches(const ArloCheck& check, const ArloContest& contest) {
  std::vector<CountedBatch> list;
  const auto& batches = check.report.batches;
  for (const ArloBatch& batch : batches) {
    const ArloCells* cells = cells_of(batch, contest.name);
    const bool single = batch.combined.empty() || is_combined(batch);
    if (batch.totals || cells == nullptr || !batch.audited || !single) continue;
    const auto named = formats::read_named_votes(cells->audited);
    const auto counted = named ? votes_in_order(*named, contest) : std::nullopt;
    if (!counted) continue;
    const auto before = formats::read_named_votes(cells->recorded);
    const auto reported = before ? votes_in_order(*before, contest) : std::nullopt;
    CountedBatch line{&batch, *counted, reported.value_or(std::vector<std::int64_t>{}), {}};
    for (const ArloBatch& member : batches) {
      const ArloCells* said = cells_of(member, contest.name);
      if (said == nullptr || line_of_votes(check.report, member) != &batch) continue;
      const auto tickets = formats::read_arlo_tickets(said->tickets).value_or(ArloTickets{});
      line.tickets.insert(line.tickets.end(), tickets.begin(), tickets.end());
    }
    list.push_back(std::move(line));
  }
  return list;
}

// Reports until 2024 list the batches of a pile beside it, later ones the pile alone.
bool has_members(const formats::ArloReport& report, const ArloBatch& pile) {
  return std::ranges::any_of(report.batches, [&](const ArloBatch& batch) {
    return &batch != &pile && line_of_votes(report, batch) == &pile;
  });
}

bool has_combined(const ArloCheck& check) {
  return std::ranges::any_of(check.report.batches, is_combined);
}

bool is_of_round(const ArloTickets& tickets, std::int64_t round) {
  return std::any_of(tickets.begin(), tickets.end(),
                     [&](const auto& ticket) { return ticket.first == round; });
}

// By style data every contest is read on whatever was drawn in the round for any of them.
bool reads_every_draw(const ArloCheck& check) { return check.report.math == "CARD_STYLE_DATA"; }

bool is_drawn_for_any(const ArloBatch& batch, std::int64_t round) {
  return std::ranges::any_of(batch.by_contest, [&](const auto& one) {
    return is_of_round(formats::read_arlo_tickets(one.second.tickets).value_or(ArloTickets{}),
                       round);
  });
}

// Drawn in this round for the contest that this one's sample is nested under.
bool is_of_parent(const ArloBatch& batch, const ArloContest& contest, std::int64_t round) {
  const ArloCells* cells = cells_of(batch, contest.nested_under);
  const auto tickets = cells ? formats::read_arlo_tickets(cells->tickets) : std::nullopt;
  return tickets && is_of_round(*tickets, round);
}

std::string nested_words(const ArloContest& contest) {
  return fmt::format("the sample is nested under {}: every batch that was read for it counts",
                     contest.nested_under);
}

// What a round prints of its sampled batches: batches, ballots, votes that were reported in them.
struct SampledBatches {
  std::set<const ArloBatch*> lines;
  std::int64_t batches = 0;
  std::optional<std::int64_t> ballots = 0;  // no value: of a batch it is not told
  std::vector<std::int64_t> reported;

  void add(const ArloBatch& batch, const ArloContest& contest) {
    if (!lines.insert(&batch).second) return;
    ++batches;
    if (ballots) ballots = batch.ballots ? std::optional(*ballots + *batch.ballots) : std::nullopt;
    reported.resize(contest.votes.size(), 0);
    const ArloCells* cells = cells_of(batch, contest.name);
    const auto named = cells ? formats::read_named_votes(cells->recorded) : std::nullopt;
    const auto votes = named ? votes_in_order(*named, contest) : std::nullopt;
    for (std::size_t i = 0; votes && i < votes->size(); ++i) reported[i] += (*votes)[i];
  }
};

void check_sampled(ArloCheck& check, const ArloContest& contest, const ArloRound& round) {
  SampledBatches own;  // drawn in this round, for this contest
  SampledBatches first;  // and not before
  SampledBatches both;  // or for the contest that it is nested under
  for (const ArloBatch& batch : check.report.batches) {
    const ArloCells* cells = cells_of(batch, contest.name);
    if (batch.totals || cells == nullptr) continue;
    const auto tickets = formats::read_arlo_tickets(cells->tickets).value_or(ArloTickets{});
    const bool drawn = reads_every_draw(check) ? is_drawn_for_any(batch, round.number)
                                               : is_of_round(tickets, round.number);
    const bool before = std::any_of(tickets.begin(), tickets.end(), [&](const auto& ticket) {
      return ticket.first < round.number;
    });
    const ArloBatch* line = line_of_votes(check.report, batch);
    const ArloBatch& counted = line == nullptr ? batch : *line;
    if (drawn) own.add(counted, contest);
    if (drawn && !before) first.add(counted, contest);
    if (drawn || is_of_parent(batch, contest, round.number)) both.add(counted, contest);
  }
  const auto compare = [&](const char* figure, std::optional<std::int64_t> published,
                           const auto& of) {
    if (!published) return;
    const std::string text = std::to_string(*published);
    const std::optional<std::int64_t> computed = of(own);
    if (!computed) {
      return check.checks.not_checked(figure, text, "not every batch says how many ballots it has");
    }
    const bool nested = !contest.nested_under.empty() && of(both) == published;
    if (*published != *computed && nested) {
      return check.checks.explained(figure, text, std::to_string(*computed), nested_words(contest));
    }
    check.checks.whole(figure, *published, of(first) == published ? *published : *computed);
  };
  check.checks.about(fmt::format("{}, round {}", contest.name, round.number), round.row.text());
  compare("batches sampled", round.batches,
          [](const SampledBatches& one) { return std::optional(one.batches); });
  compare("ballots sampled", round.ballots, [](const SampledBatches& one) { return one.ballots; });
  const auto reported = round.reported ? votes_in_order(*round.reported, contest) : std::nullopt;
  for (std::size_t i = 0; reported && i < reported->size(); ++i) {
    check.checks.about(
        fmt::format("{} - {}, round {}", contest.name, contest.votes[i].first, round.number),
        round.row.text());
    compare("votes reported in sampled batches", (*reported)[i], [i](const SampledBatches& one) {
      return std::optional(i < one.reported.size() ? one.reported[i] : 0);
    });
  }
}

// A ballot has at most a vote for each choice, and no more votes than are allowed.
void check_batch_fits(ArloCheck& check, const ArloContest& contest, const ArloBatch& batch) {
  const ArloCells* cells = cells_of(batch, contest.name);
  if (batch.totals || cells == nullptr || !batch.ballots || !batch.combined.empty()) return;
  check.checks.about(batch_name(contest, batch), batch.row.text());
  for (const std::string* text : {&cells->recorded, &cells->audited}) {
    const auto votes = formats::read_named_votes(*text);
    if (!votes || votes->empty()) continue;
    std::int64_t all = 0;
    for (const auto& [name, one] : *votes) all += one;
    const auto& [name, most] = *std::ranges::max_element(
        *votes, [](const auto& left, const auto& right) { return left.second < right.second; });
    const char* const figure = "votes of a batch fit its ballots";
    if (most <= *batch.ballots && all <= *batch.ballots * contest.votes_allowed) {
      check.checks.truth(figure, true, true);
      continue;
    }
    const bool one_choice = most > *batch.ballots;
    check.checks.differs(
        figure,
        one_choice ? fmt::format("{} votes for {}", base::grouped(most), name)
                   : fmt::format("{} votes", base::grouped(all)),
        fmt::format(
            "at most {}",
            base::grouped(one_choice ? *batch.ballots : *batch.ballots * contest.votes_allowed)),
        fmt::format("the batch has {}", base::counted(*batch.ballots, "ballot", "ballots")));
  }
}

// The last line adds up all that stand above it.
void check_batch_totals(ArloCheck& check) {
  const auto& batches = check.report.batches;
  const auto totals =
      std::find_if(batches.begin(), batches.end(), [](const auto& batch) { return batch.totals; });
  if (totals == batches.end()) return;
  std::optional<std::int64_t> ballots = 0;  // of the single batches
  for (const ArloBatch& batch : batches) {
    if (batch.totals || (is_combined(batch) && has_members(check.report, batch))) continue;
    if (ballots) ballots = batch.ballots ? std::optional(*ballots + *batch.ballots) : std::nullopt;
  }
  check.checks.about("all sampled batches", totals->row.text());
  if (totals->ballots && ballots) {
    check.checks.whole("ballots of all sampled batches", *totals->ballots, *ballots);
  }
  for (const ArloContest& contest : check.report.contests) {
    const ArloCells* printed = cells_of(*totals, contest.name);
    if (printed == nullptr) continue;
    for (const auto member : {&ArloCells::recorded, &ArloCells::audited}) {
      const auto named = formats::read_named_votes(printed->*member);
      if (!named) continue;
      const char* const figure = "votes of all sampled batches";
      check.checks.about(contest.name, totals->row.text());
      const auto published = votes_in_order(*named, contest);
      if (!published) {
        check.checks.not_checked(figure, printed->*member,
                                 "the votes are not those of its choices");
        continue;
      }
      std::vector<std::int64_t> sums(published->size(), 0);
      for (const ArloBatch& batch : batches) {
        const bool counts = !batch.totals && line_of_votes(check.report, batch) == &batch;
        const ArloCells* cells = counts ? cells_of(batch, contest.name) : nullptr;
        const auto one = cells ? formats::read_named_votes(cells->*member) : std::nullopt;
        const auto votes = one ? votes_in_order(*one, contest) : std::nullopt;
        for (std::size_t i = 0; votes && i < votes->size(); ++i) sums[i] += (*votes)[i];
      }
      for (std::size_t i = 0; i < sums.size(); ++i) {
        check.checks.about(contest.name + " - " + contest.votes[i].first, totals->row.text());
        check.checks.whole(figure, (*published)[i], sums[i]);
      }
    }
  }
}

void check_batch_sums(ArloCheck& check, const ArloContest& contest,
                      const std::vector<CountedBatch>& batches, const ArloRound& round) {
  if (round.p_value.empty()) return;
  const auto votes = votes_in_order(round.audited, contest);
  if (!votes) return;
  if (batches.empty()) {
    check.checks.about(fmt::format("{}, round {}", contest.name, round.number), round.row.text());
    return check.checks.not_checked("votes in sampled batches", "",
                                    "the report does not have the votes of each batch");
  }
  std::set<const ArloBatch*> drawn_lines;  // for any contest
  for (const ArloBatch& batch : check.report.batches) {
    if (is_drawn_for_any(batch, round.number)) {
      drawn_lines.insert(line_of_votes(check.report, batch));
    }
  }
  // A batch counts once, in the round in which it was first drawn.
  std::vector<std::int64_t> once(contest.votes.size(), 0);
  std::vector<std::int64_t> each(contest.votes.size(), 0);
  std::vector<std::int64_t> both(contest.votes.size(), 0);  // and those of the parent
  for (const CountedBatch& batch : batches) {
    std::int64_t times = 0;
    for (const auto& [number, ticket] : batch.tickets) times += number == round.number ? 1 : 0;
    if (reads_every_draw(check)) times = drawn_lines.contains(batch.batch) ? 1 : 0;
    for (std::size_t i = 0; i < once.size(); ++i) {
      once[i] += times > 0 ? batch.counted[i] : 0;
      each[i] += times * batch.counted[i];
      const bool any = times > 0 || is_of_parent(*batch.batch, contest, round.number);
      both[i] += any ? batch.counted[i] : 0;
    }
  }
  for (std::size_t i = 0; i < once.size(); ++i) {
    check.checks.about(
        fmt::format("{} - {}, round {}", contest.name, contest.votes[i].first, round.number),
        round.row.text());
    if ((*votes)[i] != once[i] && (*votes)[i] == each[i]) {
      check.checks.explained(
          "votes in sampled batches", std::to_string((*votes)[i]), std::to_string(each[i]),
          fmt::format("Arlo until 2021: a batch counts as often as it was drawn; "
                      "each once: {}",
                      once[i]));
    } else if ((*votes)[i] != once[i] && !contest.nested_under.empty() && (*votes)[i] == both[i]) {
      check.checks.explained("votes in sampled batches", std::to_string((*votes)[i]),
                             std::to_string(once[i]), nested_words(contest));
    } else {
      check.checks.whole("votes in sampled batches", (*votes)[i], once[i]);
    }
  }
}

// The draws up to a round with what they showed, or why they cannot be told.
struct BatchDraws {
  std::vector<BatchDraw> in_order, once;
  std::string why_not;
};

BatchDraws draws_up_to(const ArloCheck& check, const ArloContest& contest,
                       const std::vector<CountedBatch>& batches, std::int64_t last_round) {
  BatchDraws told;
  const auto drawn_by = [&](const ArloTickets& tickets) {
    return std::any_of(tickets.begin(), tickets.end(),
                       [&](const auto& ticket) { return ticket.first <= last_round; });
  };
  std::size_t sampled = 0;
  for (const ArloBatch& batch : check.report.batches) {
    const ArloCells* cells = cells_of(batch, contest.name);
    const auto tickets = cells ? formats::read_arlo_tickets(cells->tickets) : std::nullopt;
    if (tickets && drawn_by(*tickets)) ++sampled;
  }
  const std::int64_t pending = contest.pending.value_or(0);
  const audit::ReportedContest reported = reported_of(contest);
  const audit::MacroContest macro{reported.votes, reported.won(), pending};
  std::vector<std::pair<std::string, BatchDraw>> draws;
  for (const CountedBatch& batch : batches) {
    if (!drawn_by(batch.tickets)) continue;
    if (!batch.batch->ballots || batch.reported.empty()) {
      told.why_not = batch.reported.empty()
                         ? "the report does not say what was reported for each batch"
                         : "the report does not say how many ballots a batch has";
      return told;
    }
    const audit::BatchVotes before{*batch.batch->ballots, batch.reported};
    const BatchDraw draw{audit::macro_error(macro, before, {*batch.batch->ballots, batch.counted}),
                         audit::macro_bound(macro, before)};
    if (draw.bound <= 0.0) told.why_not = "a batch without room for errors is in the sample";
    told.once.push_back(draw);
    for (const auto& [number, ticket] : batch.tickets) {
      if (number <= last_round) draws.emplace_back(ticket, draw);
    }
  }
  if (told.once.size() != sampled) {
    told.why_not = "not every sampled batch has both counts in the report";
  }
  std::sort(draws.begin(), draws.end(),
            [](const auto& left, const auto& right) { return left.first < right.first; });
  for (const auto& [ticket, draw] : draws) told.in_order.push_back(draw);
  return told;
}

// U where there is one pair; at least U where there are several, since the closest pair alone
// bounds every batch from below. 0: the totals do not fit each other.
double bound_sum_of(const ArloContest& contest, std::int64_t ballots) {
  const audit::ReportedContest reported = reported_of(contest);
  const std::vector<bool> won = reported.won();
  const auto in_batches =
      contest.batch_votes ? votes_in_order(*contest.batch_votes, contest) : std::nullopt;
  const std::vector<std::int64_t>& votes = in_batches ? *in_batches : reported.votes;
  const std::int64_t pending = contest.pending.value_or(0);
  double most = 0.0;
  for (std::size_t w = 0; w < won.size(); ++w) {
    for (std::size_t l = 0; l < won.size(); ++l) {
      if (!won[w] || won[l]) continue;
      const std::int64_t lead = reported.votes[w] - reported.votes[l] - pending;
      if (lead <= 0) return 0.0;
      most =
          std::max(most, audit::two_choice_bound_sum(votes[w] - votes[l], ballots - pending, lead));
    }
  }
  return most;
}

// The number of ballots in the manifests, between two, by which one of the rules prints the risk as
// published. Every rule grows with U, and U with the ballots.
std::optional<std::int64_t> ballots_that_fit(const ArloCheck& check, const ArloContest& contest,
                                             const ArloRound& round, const BatchDraws& draws,
                                             std::pair<std::int64_t, std::int64_t> between) {
  double published = 0.0;
  std::from_chars(round.p_value.data(), round.p_value.data() + round.p_value.size(), published);
  const auto risks_by = [&](std::int64_t ballots) {
    return audit::batch_risks(std::max(1.0, bound_sum_of(contest, ballots)), check.risk_limit(),
                              draws.in_order, draws.once);
  };
  for (std::size_t rule = 0; rule < risks_by(between.second).size(); ++rule) {
    auto [least, most] = between;
    while (least < most) {
      const std::int64_t middle = least + (most - least) / 2;
      if (risks_by(middle)[rule].risk < published) {
        least = middle + 1;
      } else {
        most = middle;
      }
    }
    for (const std::int64_t ballots : {least, std::max(between.first, least - 1)}) {
      if (check.checks.fits(risks_by(ballots)[rule].risk, round.p_value)) return ballots;
    }
  }
  return std::nullopt;
}

// Of a contest of more than two choices: the closest pair alone bounds its risk from below, by the
// ballots that the manifests have. These are not in the report, and may be fewer than were cast.
void check_least_risk(ArloCheck& check, const ArloContest& contest, const ArloRound& round,
                      const BatchDraws& draws, const std::vector<audit::NamedRisk>& risks) {
  double least = 1.0;
  for (const audit::NamedRisk& risk : risks) least = std::min(least, risk.risk);
  double published = 0.0;
  std::from_chars(round.p_value.data(), round.p_value.data() + round.p_value.size(), published);
  if (published >= least || check.checks.fits(least, round.p_value)) {
    return check.checks.not_checked(
        "risk", round.p_value,
        fmt::format("it is at least {}; how much more follows only from the totals of the batches "
                    "that were not drawn",
                    audit::figure_text(least)));
  }
  std::int64_t fewest = 0;
  for (const auto& [name, votes] : contest.votes) fewest = std::max(fewest, votes);
  const auto ballots = ballots_that_fit(check, contest, round, draws, {1, contest.ballots});
  if (ballots && *ballots < fewest) {
    return check.checks.differs(
        "risk", round.p_value, audit::figure_text(least),
        fmt::format("it follows from {} ballots, fewer than the {} votes of a choice; the contest "
                    "has {}",
                    base::grouped(*ballots), base::grouped(fewest),
                    base::grouped(contest.ballots)));
  }
  if (ballots) {
    return check.checks.not_checked(
        "risk", round.p_value,
        fmt::format("it follows if the manifests, which are not in the report, have {} ballots; by "
                    "the {} that were cast it would be {}",
                    base::grouped(*ballots), base::grouped(contest.ballots),
                    audit::figure_text(least)));
  }
  check.checks.differs(
      "risk", round.p_value, audit::figure_text(least),
      fmt::format(
          "it cannot be below what the closest pair alone leaves, by the {} ballots cast of "
          "the contest, and no smaller number in the manifests, which are not in the "
          "report, gives it",
          base::grouped(contest.ballots)));
}

// A risk of 0 is printed once every batch was counted: then the lines hold all votes, and the count
// decides.
void check_all_counted(ArloCheck& check, const ArloContest& contest,
                       const std::vector<CountedBatch>& batches, const ArloRound& round) {
  const auto all = contest.batch_votes ? votes_in_order(*contest.batch_votes, contest)
                                       : std::optional(reported_of(contest).votes);
  std::vector<std::int64_t> reported(contest.votes.size(), 0);
  audit::ReportedContest hand = reported_of(contest);
  const std::vector<bool> won = hand.won();
  std::ranges::fill(hand.votes, 0);
  for (const CountedBatch& batch : batches) {
    if (batch.reported.empty()) {
      return check.checks.not_checked("risk", round.p_value,
                                      "the report does not say what was reported for each batch");
    }
    for (std::size_t i = 0; i < reported.size(); ++i) {
      reported[i] += batch.reported[i];
      hand.votes[i] += batch.counted[i];
    }
  }
  if (!all || reported != *all) {
    std::int64_t here = 0;
    std::int64_t of = 0;
    for (const std::int64_t votes : reported) here += votes;
    for (const std::int64_t votes : all.value_or(std::vector<std::int64_t>{})) of += votes;
    return check.checks.differs(
        "risk", round.p_value, "more than 0",
        fmt::format("0 is printed once every batch was counted; those here have {} of {} votes",
                    base::grouped(here), base::grouped(of)));
  }
  const double risk = hand.won() == won && hand.reported_margin() > 0 ? 0.0 : 1.0;
  check.checks.decimal("risk", round.p_value, risk);
  check.limit_met(round, risk);
}

void check_batch_risk(ArloCheck& check, const ArloContest& contest,
                      const std::vector<CountedBatch>& batches, const ArloRound& round,
                      bool combined) {
  check.checks.about(fmt::format("{}, round {}", contest.name, round.number), round.row.text());
  if (round.p_value.empty()) return;
  const auto refuse = [&](std::string why) {
    check.checks.not_checked("risk", round.p_value, std::move(why));
  };
  if (const std::string why = why_no_risk(contest); !why.empty()) return refuse(why);
  if (round.p_value == "0") return check_all_counted(check, contest, batches, round);
  if (combined) return refuse("batches were counted together; the report does not part them");
  const BatchDraws draws = draws_up_to(check, contest, batches, round.number);
  if (!draws.why_not.empty()) return refuse(draws.why_not);
  const double sum = bound_sum_of(contest, contest.ballots);
  if (draws.in_order.empty() || sum <= 1.0) return refuse("the totals and the batches do not fit");
  const auto risks = audit::batch_risks(sum, check.risk_limit(), draws.in_order, draws.once);
  if (contest.votes.size() == 2) {
    check_risk(check.checks, round.p_value, risks);
    return check.limit_met(round, risks.front().risk);
  }
  check_least_risk(check, contest, round, draws, risks);
}

}  // namespace

void check_batches(ArloCheck& check) {
  if (check.report.batches.empty()) return;
  for (const ArloContest& contest : check.report.contests) {
    check_batch_tickets(check, contest);
    const bool combined = has_combined(check);
    const auto batches = counted_batches(check, contest);
    for (const CountedBatch& batch : batches) {
      if (!batch.reported.empty()) check_changes(check, contest, batch);
    }
    for (const ArloBatch& batch : check.report.batches) check_batch_fits(check, contest, batch);
    for (const ArloRound* round : rounds_of(check.report, contest.name, 1'000'000)) {
      check_batch_sums(check, contest, batches, *round);
      check_sampled(check, contest, *round);
      check_batch_risk(check, contest, batches, *round, combined);
    }
  }
  check_batch_totals(check);
}

}  // namespace recanvass::workflow
