// Colorado's audits: sizes, risks, margins, totals and cards of what the state published. The draw
// is in reverify_colorado_draw.cpp. docs/published-audits.md tells what agrees.
#include "audit/super_simple.h"
#include "base/figures.h"
#include "base/rational.h"
#include "formats/number.h"
#include "workflow/reverify.h"
#include "workflow/reverify_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace recanvass::workflow {
namespace {

using audit::FigureChecks;
using audit::SuperSimple;
using formats::ColoradoContest;
using formats::ColoradoExport;
using formats::ColoradoRound;
using formats::ColoradoSummary;
using formats::ColoradoTarget;

struct ChoiceVotes {
  std::string choice;
  std::int64_t votes = 0;
};

// Choices of each contest with most votes first.
using Standings = std::map<std::string, std::vector<ChoiceVotes>, std::less<>>;

Standings standings_of(const ColoradoExport& published) {
  Standings standings;
  for (const auto& line : published.votes) {
    standings[line.contest].push_back({line.choice, line.votes});
  }
  if (standings.empty()) {
    std::map<std::pair<std::string, std::string>, std::int64_t> sums;
    for (const auto& line : published.county_votes) sums[{line.contest, line.choice}] += line.votes;
    for (const auto& [name, votes] : sums) standings[name.first].push_back({name.second, votes});
  }
  for (auto& [contest, list] : standings) {
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& left, const auto& right) { return left.votes > right.votes; });
  }
  return standings;
}

// The last one elected less the first one not; 0 where nobody lost.
std::int64_t margin_of(const std::vector<ChoiceVotes>& list, std::int64_t winners) {
  const auto elected = static_cast<std::size_t>(winners);
  if (elected == 0 || list.size() <= elected) return 0;
  return list[elected - 1].votes - list[elected].votes;
}

audit::Discrepancies contest_discrepancies(const ColoradoContest& contest) {
  return {contest.one_over, contest.two_over, contest.one_under, contest.two_under};
}

SuperSimple audit_of(const ColoradoContest& contest) {
  return {contest.cards, contest.margin_votes, contest.inflation};
}

// More than ten times the cards of any state.
constexpr std::int64_t kCardsMax = 1'000'000'000;

// Cards that the list of contests asks for before it rounds down.
double sample_at(double share_percent, double limit_percent) {
  constexpr double kInflation = 1.03905;
  return -2.0 * kInflation * std::log(limit_percent / 100.0) / (share_percent / 100.0);
}

// Figures that can belong to one audit.
bool figures_fit(const ColoradoContest& contest) {
  const std::int64_t differ =
      contest.one_over + contest.two_over + contest.one_under + contest.two_under;
  return contest.discrepancies_given && contest.cards <= kCardsMax && differ <= contest.sampled;
}

std::string differing_text(const ColoradoContest& contest) {
  return fmt::format("{}",
                     contest.one_over + contest.two_over + contest.one_under + contest.two_under);
}

double risk_of(const ColoradoContest& contest) {
  return audit::super_simple_risk(audit_of(contest), contest.sampled,
                                  contest_discrepancies(contest));
}

bool is_target(const ColoradoContest& contest) {
  return contest.reason != "opportunistic_benefits" && !contest.reason.empty();
}

// Checks one export.
class ColoradoCheck {
 public:
  explicit ColoradoCheck(const ColoradoExport& published)
      : published_(published), standings_(standings_of(published)) {}

  audit::PublishedAudit run() {
    for (const ColoradoRound& round : published_.rounds) check_round(round);
    check_totals();
    check_batches();
    check_manifests();
    for (const ColoradoSummary& summary : published_.summaries) check_summary(summary);
    for (const ColoradoTarget& target : published_.targets) check_target(target);
    check_colorado_draw(published_, checks_, summary_);
    for (const formats::UnreadRow& unread : published_.unread) {
      checks_.about(unread.subject, unread.row.text());
      checks_.not_checked("figures of the row", "", "the row cannot be read: " + unread.reason);
    }
    audit::PublishedAudit audit;
    audit.title = "Colorado: risk-limiting audit, all contests";
    audit.kind = "the state's export: comparison of cards, super-simple";
    audit.summary = std::move(summary_);
    audit.checks = checks_.take();
    audit.remarks = published_.remarks;
    return audit;
  }

 private:
  void check_round(const ColoradoRound& round) {
    for (const ColoradoContest& contest : round.contests) {
      checks_.about(contest.name, contest.row.text());
      check_possible(contest);
      if (contest.margin_votes > 0) check_sizes(contest);
      check_plan(contest);
      check_reported(contest);
    }
    summarise(round);
  }

  // Whatever was drawn, no more cards differ than were read, and no more carry a contest than
  // there are.
  void check_possible(const ColoradoContest& contest) {
    const auto most = [&](const char* figure, std::int64_t published, std::int64_t limit) {
      if (published <= limit) return;
      checks_.differs(figure, std::to_string(published), fmt::format("at most {}", limit),
                      "the figures of the row do not fit each other");
    };
    const bool measured = contest.margin_votes > 0;  // then its discrepancies are checked with it
    if (contest.discrepancies_given && !measured && !figures_fit(contest)) {
      most("cards that differ among those read",
           contest.one_over + contest.two_over + contest.one_under + contest.two_under,
           contest.sampled);
    }
    most("overstatements among cards read", contest.overstatements.value_or(0), contest.sampled);
    most("other differences among cards read", contest.others.value_or(0), contest.sampled);
    most("disagreements among cards read", contest.disagreements.value_or(0), contest.sampled);
    most("cards that have the contest", contest.carrying.value_or(0), contest.cards);
  }

  void check_sizes(const ColoradoContest& contest) {
    if (!contest.discrepancies_given) {
      checks_.not_checked("cards needed", "", "the file does not say how many cards differed");
      return;
    }
    if (!figures_fit(contest)) {
      checks_.differs(
          "cards that differ among those read", differing_text(contest),
          fmt::format("at most {}", contest.sampled),
          "the figures of the row do not fit each other; nothing was computed from them");
      return;
    }
    const std::int64_t needed = audit::super_simple_cards(
        audit_of(contest), contest.risk_limit_value, contest_discrepancies(contest));
    if (contest.optimistic) {
      checks_.whole("cards needed with what was found", *contest.optimistic, needed);
    }
    if (contest.estimated) {
      std::int64_t expected = needed;
      const std::int64_t over = contest.overstatements.value_or(0);
      if (contest.sampled > 0 && over > 0) {
        // needed (1 + over / sampled), rounded up
        const base::Wide more = base::Wide{needed} * over + contest.sampled - 1;
        expected = needed + static_cast<std::int64_t>(more / contest.sampled);
      }
      checks_.whole("cards needed if errors go on", *contest.estimated, expected);
    }
    const bool met = risk_of(contest) <= contest.risk_limit_value;
    if (contest.status == "risk_limit_achieved") {
      checks_.truth("risk limit met", true, met);
    } else if (is_target(contest) && contest.status == "in_progress") {
      checks_.truth("risk limit met", false, met);
    } else if (is_target(contest) && !contest.status.empty()) {
      checks_.not_checked("risk limit met", contest.status, "a status that is not known");
    }
  }

  // What was fixed before the seed is the same in every file.
  void check_plan(const ColoradoContest& contest) {
    const ColoradoContest* first = contest_named(contest.name);
    if (first == nullptr || first == &contest || published_.ambiguous.contains(contest.name))
      return;
    checks_.text("risk limit, as in the first round", contest.risk_limit, first->risk_limit);
    checks_.text("inflation, as in the first round", fmt::format("{}", contest.inflation),
                 fmt::format("{}", first->inflation));
  }

  void check_reported(const ColoradoContest& contest) {
    if (published_.ambiguous.contains(contest.name)) {
      return checks_.not_checked("margin in votes", std::to_string(contest.margin_votes),
                                 "several contests of the file have this name");
    }
    const auto found = standings_.find(contest.name);
    if (found != standings_.end()) {
      const auto& list = found->second;
      const std::int64_t margin_votes = margin_of(list, contest.winners_allowed);
      checks_.whole("margin in votes", contest.margin_votes, margin_votes);
      check_winners(contest, list);
    } else {
      checks_.not_checked("margin in votes", std::to_string(contest.margin_votes),
                          "no totals of this contest are among the files");
    }
    const auto cards = cards_of(contest.name);
    if (cards) {
      checks_.whole("cards of its counties", contest.cards, *cards);
    } else {
      checks_.not_checked("cards of its counties", std::to_string(contest.cards),
                          "the batches of its counties, or which they are, are not among the "
                          "files");
    }
  }

  void check_winners(const ColoradoContest& contest, const std::vector<ChoiceVotes>& list) {
    if (contest.winners.empty() || list.empty()) return;
    const auto elected = std::min(list.size(), static_cast<std::size_t>(contest.winners_allowed));
    // Those level with the last one elected may stand for one another.
    const bool tie =
        list.size() > elected && elected > 0 && list[elected].votes == list[elected - 1].votes;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < elected; ++i) names.push_back(list[i].choice);
    std::vector<std::string> published = quoted_names(contest.winners);
    std::sort(names.begin(), names.end());
    std::sort(published.begin(), published.end());
    if (tie && names != published) {
      checks_.not_checked("winners", some_of(published, 9), "the last place is a tie");
    } else {
      checks_.text("winners", some_of(published, 9), some_of(names, 9));
    }
  }

  // Cards in the batches of all counties that have the contest.
  std::optional<std::int64_t> cards_of(const std::string& contest) {
    if (county_cards_.empty()) {
      for (const auto& batch : published_.batches) county_cards_[batch.county] += batch.in_manifest;
      for (const auto& [county, name] : published_.county_contests) counties_[name].insert(county);
    }
    const auto counties = counties_.find(contest);
    if (counties == counties_.end() || county_cards_.empty()) return std::nullopt;
    std::int64_t cards = 0;
    for (const std::string& county : counties->second) {
      const auto known = county_cards_.find(county);
      if (known != county_cards_.end()) cards += known->second;
    }
    return cards;
  }

  void summarise(const ColoradoRound& round) {
    std::int64_t targets = 0;
    std::int64_t met = 0;
    std::int64_t with_margin = 0;
    std::vector<std::string> open;
    double largest = 0.0;
    for (const ColoradoContest& contest : round.contests) {
      with_margin += contest.margin_votes > 0 ? 1 : 0;
      if (!is_target(contest) || contest.margin_votes == 0 || !figures_fit(contest)) continue;
      ++targets;
      const double risk = risk_of(contest);
      if (risk <= contest.risk_limit_value) {
        ++met;
        largest = std::max(largest, risk);
      } else {
        open.push_back(
            fmt::format("{} ({} of {} cards, risk {})", contest.name, contest.sampled,
                        audit::super_simple_cards(audit_of(contest), contest.risk_limit_value,
                                                  contest_discrepancies(contest)),
                        risk_words(risk)));
      }
    }
    std::string text = fmt::format(
        "{}: {}, {} of them with a margin. Of {} chosen for the audit {} had met the risk limit",
        round.file,
        base::counted(static_cast<std::int64_t>(round.contests.size()), "contest", "contests"),
        base::grouped(with_margin), targets, met);
    if (met > 0) text += fmt::format("; the largest risk among them is {}", risk_words(largest));
    text += open.empty() ? "." : fmt::format(". Open: {}.", some_of(open, 5));
    summary_.push_back(std::move(text));
  }

  // The state's totals are the sums of the counties'.
  void check_totals() {
    if (published_.votes.empty() || published_.county_votes.empty()) return;
    std::map<std::pair<std::string, std::string>, std::int64_t> sums;
    for (const auto& line : published_.county_votes)
      sums[{line.contest, line.choice}] += line.votes;
    for (const auto& line : published_.votes) {
      checks_.about(line.contest + " - " + line.choice, line.row.text());
      const auto sum = sums.find({line.contest, line.choice});
      checks_.whole("votes in all counties", line.votes, sum == sums.end() ? 0 : sum->second);
    }
  }

  void check_batches() {
    struct County {
      std::string place;
      std::int64_t in_manifest = 0, recorded = 0, batches = 0, differ = 0;
      bool all_recorded = true;
    };
    std::map<std::string, County> counties;
    for (const auto& batch : published_.batches) {
      County& county = counties[batch.county];
      if (county.place.empty()) county.place = batch.row.text();
      ++county.batches;
      county.in_manifest += batch.in_manifest;
      county.all_recorded = county.all_recorded && batch.recorded.has_value();
      if (!batch.recorded) continue;
      county.recorded += *batch.recorded;
      // The publisher may write either less the other.
      const std::int64_t difference = batch.in_manifest - *batch.recorded;
      if (batch.difference && std::abs(*batch.difference) != std::abs(difference)) {
        checks_.about(
            fmt::format("{}, scanner {}, batch {}", batch.county, batch.scanner, batch.batch),
            batch.row.text());
        checks_.whole("difference of a batch", *batch.difference, difference);
      }
      if (difference != 0) {
        ++county.differ;
        checks_.about(
            fmt::format("{}, scanner {}, batch {}", batch.county, batch.scanner, batch.batch),
            batch.row.text());
        checks_.differs("cards of a batch, manifest and records", std::to_string(batch.in_manifest),
                        std::to_string(*batch.recorded),
                        "unexplained: the manifest has another number of cards than the records");
      }
    }
    std::int64_t cards = 0;
    std::int64_t differ = 0;
    for (const auto& [name, county] : counties) {
      checks_.about(name, county.place);
      cards += county.in_manifest;
      differ += county.differ;
      if (county.all_recorded && county.differ == 0) {
        checks_.whole("cards of a county, manifest and records", county.in_manifest,
                      county.recorded);
      }
    }
    if (counties.empty()) return;
    summary_.push_back(fmt::format(
        "{} cards lie in {} batches of {} counties; {} by manifest and by record.",
        base::grouped(cards), base::grouped(static_cast<std::int64_t>(published_.batches.size())),
        counties.size(),
        differ == 0 ? "every batch has as many"
                    : fmt::format("{} batches differ", base::grouped(differ))));
  }

  // A county's own manifest against the state's comparison, batch by batch.
  void check_manifests() {
    std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> known;
    for (const auto& batch : published_.batches) {
      known[{batch.county, batch.scanner, batch.batch}] = batch.in_manifest;
    }
    if (known.empty()) return;
    for (const auto& batch : published_.manifest) {
      checks_.about(
          fmt::format("{}, scanner {}, batch {}", batch.county, batch.scanner, batch.batch),
          batch.row.text());
      const auto found = known.find({batch.county, batch.scanner, batch.batch});
      if (found == known.end()) {
        checks_.differs("cards of a batch, county and state", std::to_string(batch.in_manifest),
                        "no such batch",
                        "the county's manifest has a batch that the state's comparison has not");
      } else {
        checks_.whole("cards of a batch, county and state", batch.in_manifest, found->second);
      }
    }
  }

  const ColoradoContest* contest_named(std::string_view name) const {
    for (const ColoradoRound& round : published_.rounds) {
      for (const ColoradoContest& contest : round.contests) {
        if (contest.name == name) return &contest;
      }
    }
    return nullptr;
  }

  void check_summary(const ColoradoSummary& row);
  void check_summary_votes(const ColoradoSummary& row, const std::vector<ChoiceVotes>& list,
                           std::int64_t winners);
  void check_target(const ColoradoTarget& target);
  void check_share_of_more_cards(const ColoradoTarget& target, double by_list);
  [[nodiscard]] static bool sample_follows(const ColoradoTarget& target, double limit_percent);
  void check_target_sample(const ColoradoTarget& target, const ColoradoContest* contest);
  // In percent beside the share that the export has.
  void check_limit_printed(std::string_view printed, const ColoradoContest& contest) {
    checks_.decimal("risk limit in percent", printed, 100.0 * contest.risk_limit_value);
  }

  const ColoradoExport& published_;
  Standings standings_;
  FigureChecks checks_;
  std::vector<std::string> summary_;
  std::map<std::string, std::int64_t> county_cards_;
  std::map<std::string, std::set<std::string>, std::less<>> counties_;
};

// A cell as a whole number; no value: something else is written there.
std::optional<std::int64_t> whole_cell(const ColoradoSummary& row, std::string_view column) {
  std::int64_t number = 0;
  if (formats::read_figure(row.cell(column), number) != formats::NumberFault::None) {
    return std::nullopt;
  }
  return number;
}

void ColoradoCheck::check_summary(const ColoradoSummary& row) {
  const std::string name(row.cell("contest"));
  checks_.about(name, row.row.text());
  const auto cards = whole_cell(row, "ballot count");
  const auto margin_votes = whole_cell(row, "min margin");
  const auto sampled = whole_cell(row, "audited sample count");
  const auto o2 = whole_cell(row, "disc +2");
  const auto o1 = whole_cell(row, "disc +1");
  const auto u1 = whole_cell(row, "disc -1");
  const auto u2 = whole_cell(row, "disc -2");
  if (cards && margin_votes && sampled && o2 && o1 && u1 && u2 && *cards > 0 &&
      *margin_votes <= *cards) {
    const SuperSimple contest{*cards, *margin_votes};
    const double risk =
        audit::super_simple_risk(contest, *sampled, audit::Discrepancies{*o1, *o2, *u1, *u2});
    checks_.decimal("risk in percent", row.cell("risk measurement %"), 100.0 * risk);
    // The publisher's share has eight decimals before it is made a percentage.
    const double share = static_cast<double>(*margin_votes) / static_cast<double>(*cards);
    checks_.decimal("diluted margin in percent", row.cell("diluted margin %"),
                    100.0 * std::round(share * 1e8) / 1e8);
    double limit = 0.0;
    const std::string_view written = row.cell("audit risk limit %");
    std::from_chars(written.data(), written.data() + written.size(), limit);
    if (limit > 0.0) {
      checks_.truth("risk limit met", row.cell("risk limit met?") == "Yes", 100.0 * risk <= limit);
    }
  } else {
    checks_.not_checked("risk in percent", row.cell("risk measurement %"),
                        "the row does not have every figure that it follows from");
  }
  if (const ColoradoContest* contest = contest_named(name)) {
    check_limit_printed(row.cell("audit risk limit %"), *contest);
    if (margin_votes) checks_.whole("margin in votes", *margin_votes, contest->margin_votes);
    if (cards) checks_.whole("cards of its counties", *cards, contest->cards);
    const auto list = standings_.find(name);
    if (list != standings_.end()) {
      check_summary_votes(row, list->second, contest->winners_allowed);
    }
  }
}

void ColoradoCheck::check_summary_votes(const ColoradoSummary& row,
                                        const std::vector<ChoiceVotes>& list,
                                        std::int64_t winners) {
  std::int64_t total = 0;
  for (const ChoiceVotes& one : list) total += one.votes;
  if (const auto votes = whole_cell(row, "total votes")) {
    checks_.whole("votes for all choices", *votes, total);
  }
  if (const auto votes = whole_cell(row, "votes for winner"); votes && !list.empty()) {
    checks_.whole("most votes of a choice", *votes, list.front().votes);
  }
  const auto second = whole_cell(row, "votes for runner up");
  if (!second || list.size() < 2) return;
  const auto elected = static_cast<std::size_t>(winners);
  const std::int64_t best_loser = list.size() > elected ? list[elected].votes : 0;
  if (*second != best_loser && *second == list[1].votes) {
    checks_.explained("votes for runner up", std::to_string(*second), std::to_string(list[1].votes),
                      fmt::format("the report always prints the second of all choices, here one of "
                                  "{} elected; right: {}",
                                  winners,
                                  list.size() > elected ? std::to_string(best_loser)
                                                        : std::string("nobody lost")));
  } else {
    checks_.whole("votes for runner up", *second, best_loser);
  }
}

void ColoradoCheck::check_target(const ColoradoTarget& target) {
  checks_.about(target.contest, target.row.text());
  const std::int64_t lead = target.winner - target.loser;
  const auto share_of = [&](std::int64_t votes, std::int64_t cards) {
    return 100.0 * static_cast<double>(votes) / static_cast<double>(cards);
  };
  std::int64_t a_ballot = 0;  // cards
  for (std::int64_t cards = 1; cards <= 3 && a_ballot == 0 && target.cards > 0; ++cards) {
    if (audit::prints_as(share_of(lead, cards * target.cards), target.diluted)) a_ballot = cards;
  }
  const char* const margin_before = "margin before all cards were counted";
  if (lead != target.margin_votes && a_ballot > 0) {
    checks_.differs(
        margin_before, std::to_string(target.margin_votes), std::to_string(lead),
        "possibly a slip in one column: the diluted margin in the same row follows from "
        "the lowest winner less the highest loser");
  } else {
    checks_.whole(margin_before, target.margin_votes, lead);
  }
  const char* const share = "diluted margin before all cards were counted";
  if (a_ballot == 1) {
    checks_.decimal(share, target.diluted, share_of(lead, target.cards));
  } else if (a_ballot > 1) {
    checks_.explained(share, target.diluted,
                      audit::figure_text(share_of(lead, a_ballot * target.cards)),
                      fmt::format("the list takes {} cards for each ballot; right for one: {}",
                                  a_ballot, audit::figure_text(share_of(lead, target.cards))));
  } else if (target.cards > 0) {
    check_share_of_more_cards(target, share_of(lead, target.cards));
  } else {
    checks_.not_checked(share, target.diluted, "the row has no number of cards");
  }
  const ColoradoContest* contest = contest_named(target.contest);
  if (contest != nullptr) {
    check_limit_printed(target.risk_limit, *contest);
  } else if (!published_.rounds.empty()) {
    checks_.not_checked("risk limit in percent", target.risk_limit,
                        "the export has no contest of this name");
  }
  check_target_sample(target, contest);
}

// A contest's lead is diluted by all cards of its counties. Where the list has those of the contest
// alone the number is not in it: the share can only be smaller, and has to give the row's sample.
void ColoradoCheck::check_share_of_more_cards(const ColoradoTarget& target, double by_list) {
  const char* const figure = "diluted margin before all cards were counted";
  const auto share = audit::printed_range(target.diluted);
  const auto limit = audit::printed_range(target.risk_limit);
  const bool smaller = share && share->least > 0.0 && share->largest < by_list;
  if (!smaller || !limit || !sample_follows(target, limit->middle())) {
    return checks_.differs(figure, target.diluted, audit::figure_text(by_list),
                           smaller ? "it is not that of the cards in the row, nor what the "
                                     "sample's size follows from"
                                   : "it is of fewer cards than the row has");
  }
  const double cards = by_list * static_cast<double>(target.cards) / share->middle();
  checks_.not_checked(figure, target.diluted,
                      fmt::format("the share is of about {} cards, and the list has {}, perhaps "
                                  "those of the contest alone; by these it would be {} %",
                                  base::grouped(static_cast<std::int64_t>(cards)),
                                  base::grouped(target.cards), audit::figure_text(by_list)));
}

// Whether the list's size follows from its share, as printed, and a risk limit.
bool ColoradoCheck::sample_follows(const ColoradoTarget& target, double limit_percent) {
  const auto share = audit::printed_range(target.diluted);
  if (!share || limit_percent <= 0.0) return false;
  const auto sample = static_cast<double>(target.sample);
  return std::floor(sample_at(share->largest, limit_percent)) <= sample &&
         sample <= std::floor(sample_at(std::max(share->least, 1e-9), limit_percent));
}

// From the share as printed, which is rounded: the list rounds the size down.
void ColoradoCheck::check_target_sample(const ColoradoTarget& target,
                                        const ColoradoContest* contest) {
  const char* const figure = "sample expected before all cards were counted";
  const auto number_of = [](std::string_view text) {
    double number = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  };
  const double printed = number_of(target.diluted);
  const double limit = number_of(target.risk_limit);
  if (printed <= 0.0 || limit <= 0.0) {
    return checks_.not_checked(figure, std::to_string(target.sample),
                               "the row has no share or no risk limit that it follows from");
  }
  const double size = sample_at(printed, limit);
  if (sample_follows(target, limit)) {
    return checks_.explained(figure, std::to_string(target.sample), audit::figure_text(size),
                             fmt::format("the list rounds down; right: {}", std::ceil(size)));
  }
  const bool other_limit =
      contest != nullptr && sample_follows(target, 100.0 * contest->risk_limit_value);
  checks_.differs(figure, std::to_string(target.sample), audit::figure_text(size),
                  other_limit ? "it follows from the risk limit of the export, not from the row's"
                              : "it does not follow from the share and the risk limit of the row");
}

}  // namespace

audit::PublishedAudit reverify_colorado(const ColoradoExport& published) {
  return ColoradoCheck(published).run();
}

}  // namespace recanvass::workflow
