#include "report/measure_report.h"

#include "audit/reported_parts.h"
#include "base/figures.h"
#include "report/assertions_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace recanvass::report {
namespace {

using audit::AssertionRisk;
using audit::DiscrepancyTally;
using audit::MeasureDesign;
using base::Json;

std::string tally_words(const DiscrepancyTally& tally) {
  std::string words;
  const auto add = [&](std::int64_t cards, const char* what) {
    if (cards == 0) return;
    words += fmt::format("{}{}: {}", words.empty() ? "" : ", ", what, base::grouped(cards));
  };
  if (tally.agree > 0) words = base::grouped(tally.agree) + " agree";
  add(tally.one_over, "one vote over");
  add(tally.two_over, "two votes over");
  add(tally.one_under, "one vote under");
  add(tally.two_under, "two votes under");
  add(tally.other_over, "over by another amount");
  add(tally.other_under, "under by another amount");
  if (tally.phantom_records + tally.not_found + tally.without_contest > 0) {
    std::string of;
    const auto part = [&](std::int64_t cards, const char* what) {
      if (cards == 0) return;
      of += fmt::format("{}{} {}", of.empty() ? "" : ", ", base::grouped(cards), what);
    };
    part(tally.phantom_records, "phantoms");
    part(tally.not_found, "not found");
    part(tally.without_contest, "without the contest");
    words += " (of them " + of + ")";
  }
  return words.empty() ? "no card" : words;
}

// A few names of many.
std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 10;
  std::string words;
  for (std::size_t i = 0; i < std::min(kMost, names.size()); ++i) {
    words += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() > kMost) {
    words +=
        fmt::format(" and {} more", base::grouped(static_cast<std::int64_t>(names.size() - kMost)));
  }
  return words;
}

Json tally_json(const DiscrepancyTally& tally) {
  return {{"agree", tally.agree},
          {"o1", tally.one_over},
          {"o2", tally.two_over},
          {"u1", tally.one_under},
          {"u2", tally.two_under},
          {"other_over", tally.other_over},
          {"other_under", tally.other_under},
          {"phantom_records", tally.phantom_records},
          {"not_found", tally.not_found},
          {"without_contest", tally.without_contest}};
}

Tone verdict_tone(audit::Verdict verdict) {
  switch (verdict) {
    case audit::Verdict::Confirmed: return Tone::Good;
    case audit::Verdict::NotYetConfirmed: return Tone::Notice;
    case audit::Verdict::FullHandCountNeeded:
    case audit::Verdict::Contradicted: return Tone::Bad;
  }
  RECANVASS_CHECK(false);
  return Tone::Plain;
}

std::string next_words(const AssertionRisk& risk) {
  std::string words;
  if (risk.more_if_clean) {
    words = base::counted(*risk.more_if_clean, "card more", "cards more") + " if none differs";
  }
  if (risk.more_if_alike) {
    if (!words.empty()) words += "; ";
    words += base::counted(*risk.more_if_alike, "card more", "cards more") +
             " if they are like those read";
  }
  return words;
}

std::string orders_words(const audit::OrderPollRisk& orders) {
  std::string words = orders.ends_open == 0
                          ? "every order of elimination that ends with somebody else is rejected"
                          : base::counted(static_cast<std::int64_t>(orders.ends_open),
                                          "end of an order", "ends of orders") +
                                " of elimination with somebody else elected not rejected yet";
  if (orders.not_found > 0) {
    words += "; " + base::counted(orders.not_found, "card", "cards") + " not found";
  }
  return words;
}

class ContestText {
 public:
  ContestText(const MeasuredContestReport& one, const Screen& screen)
      : one_(one), screen_(screen) {}

  std::string write() {
    text_ = headline(one_.asserted.contest.name, screen_);
    line("Outcome", one_.asserted.outcome);
    if (!one_.asserted.can_be_audited()) {
      line("Audit", fmt::format("none: {}", one_.asserted.words));
      return std::move(text_);
    }
    const auto& measured = one_.measured;
    add_verdict();
    line("Read", fmt::format("{}, by {}", read_words(), one_.risk_function));
    const std::string why = why_words();
    if (!why.empty()) line("Why", why);
    if (!one_.outside.empty()) {
      line("Outside",
           fmt::format("{} it though their records do not: {}",
                       base::counted(std::ssize(one_.outside), "card carries", "cards carry"),
                       some_of(one_.outside)));
    }
    if (one_.asserted.reach != audit::ProofReach::Outcome) {
      line("Proves", one_.asserted.words);
    }
    if (one_.orders || one_.mismatches) {
      if (one_.orders) line("Orders", orders_words(*one_.orders));
      if (one_.mismatches) add_mismatches(*one_.mismatches);
      add_pulled_again();
      return std::move(text_);
    }
    const AssertionRisk& worst = measured.assertions[measured.worst];
    line("Worst", one_.asserted.assertions[measured.worst].assertion.words);
    const bool polling = one_.asserted.design == MeasureDesign::Polling;
    line(polling ? "Votes" : "Cards",
         polling ? fmt::format("{} for it, {} against, {} neither", base::grouped(worst.for_claim),
                               base::grouped(worst.against_claim), base::grouped(worst.neither))
                 : tally_words(measured.tally));
    if (worst.exact.all || worst.margin_least > -1.0) {
      const bool exact = worst.exact.all && worst.exact.margin_least == worst.exact.margin_most;
      line("Margin",
           fmt::format(
               "reported {:.3f}%; {}{:.3f}% by the cards{}",
               100.0 * one_.asserted.assertions[measured.worst].assorter_margin.approximate(),
               exact ? "" : "at least ", 100.0 * worst.margin_least,
               exact ? ", all of which were read" : ""));
    }
    const bool open = !one_.is_diagnostic() && !one_.domain_is_wrong() &&
                      measured.verdict == audit::Verdict::NotYetConfirmed;
    if (open && !next_words(worst).empty()) {
      line("Next round", next_words(worst));
    }
    if (one_.asserted.assertions.size() > 1) add_assertions();
    add_discrepancies();
    add_pulled_again();
    return std::move(text_);
  }

 private:
  void add_mismatches(const audit::MismatchRisk& found) {
    line("Proves", one_.asserted.words);
    line("Differ", fmt::format("{} of the cards that were read{}; {} of all would have to",
                               base::grouped(found.differing),
                               found.not_found > 0 ? fmt::format(" ({} of them not found)",
                                                                 base::grouped(found.not_found))
                                                   : std::string(),
                               base::grouped(one_.asserted.by_mismatches->changes_needed.value())));
    if (found.verdict == audit::Verdict::NotYetConfirmed) {
      AssertionRisk next;
      next.more_if_clean = found.more_if_clean;
      next.more_if_alike = found.more_if_alike;
      line("Next round", next_words(next));
    }
    std::vector<std::string> names;
    for (const std::size_t card : found.differ) names.push_back(one_.cards[card]);
    if (!names.empty()) line("Cards", some_of(names));
  }
  void add_verdict() {
    const auto& measured = one_.measured;
    if (one_.domain_is_wrong()) {
      text_ += labelled("Verdict",
                        fmt::format("none: more cards carry it than the {} of its domain; this is "
                                    "no risk-limiting audit of it",
                                    base::grouped(one_.asserted.domain.cards().value())),
                        12, screen_, Tone::Bad);
    } else if (one_.is_diagnostic() && measured.verdict != audit::Verdict::Contradicted) {
      text_ += labelled("Verdict",
                        fmt::format("none: a diagnostic by {}, chosen after the readings: not "
                                    "risk-limiting; {} was fixed before the seed",
                                    one_.risk_function, one_.asserted.risk_function),
                        12, screen_, Tone::Notice);
      line("Figure", fmt::format("{}, which limits no risk", risk_text(measured.risk)));
    } else {
      const bool part = one_.is_in_part() && measured.verdict == audit::Verdict::Confirmed;
      text_ += labelled("Verdict",
                        fmt::format("{}{}",
                                    part ? "in part only, so that the outcome is not confirmed"
                                         : words_of(measured.verdict),
                                    one_.asserted.targeted ? "" : " (no card was drawn for it)"),
                        12, screen_, part ? Tone::Notice : verdict_tone(measured.verdict));
      line("Risk", fmt::format("{}; the limit is {}{}", risk_text(measured.risk),
                               risk_limit_text(one_.asserted.risk_limit), cuts_words()));
    }
  }
  [[nodiscard]] std::string cuts_words() const {
    if (one_.risk_of_cuts <= 0.0) return "";
    return fmt::format(", of which {} is for cards that were cut", rounded_risk(one_.risk_of_cuts));
  }
  void line(std::string_view label, const std::string& words) {
    text_ += labelled(label, words, 12, screen_);
  }
  // With replacement a card may have been drawn again.
  [[nodiscard]] std::string read_words() const {
    const std::string domain = domain_words(one_.asserted);
    if (one_.orders) return fmt::format("{} of {}", base::grouped(one_.orders->cards), domain);
    if (one_.mismatches) {
      return fmt::format("{} of {}", base::grouped(one_.mismatches->cards), domain);
    }
    const std::int64_t draws = std::ssize(one_.cards);
    const std::int64_t cards = one_.measured.assertions[one_.measured.worst].exact.cards;
    if (cards == draws) return fmt::format("{} of {}", base::grouped(draws), domain);
    return fmt::format("{} different of {}, in {}", base::grouped(cards), domain,
                       base::counted(draws, "draw", "draws"));
  }
  // What is certain by the cards that were read.
  [[nodiscard]] std::string why_words() const {
    if (one_.orders) return why_orders(*one_.orders);
    if (one_.mismatches) {
      const bool too_many =
          one_.mismatches->differing >= one_.asserted.by_mismatches->changes_needed.value();
      return too_many ? "so many records differ that another outcome is possible: count every card"
                      : "";
    }
    const audit::ExactRead& exact = one_.measured.assertions[one_.measured.worst].exact;
    const std::string& claim = one_.asserted.assertions[one_.measured.worst].assertion.words;
    if (one_.measured.verdict == audit::Verdict::Contradicted) {
      return fmt::format(
          "by the cards that were read it is not true that {}{}. Nothing that was "
          "drawn confirms the outcome: count every card by hand",
          claim, exact.all ? "" : ", whatever the other cards say");
    }
    if (!exact.all && one_.measured.totals_chance <= audit::kTotalsRefuted) {
      return fmt::format(
          "the cards that were read are unlike what was reported of their pools: paper of those "
          "totals gives such cards with a chance of at most {}. No risk confirms the outcome "
          "before every card is counted by hand, or the totals are found to be wrong and the audit "
          "is begun anew",
          risk_text(one_.measured.totals_chance));
    }
    if (!exact.all) return "";
    if (one_.measured.verdict == audit::Verdict::Confirmed) {
      return "every card was read: what is claimed is true of them, no chance is left";
    }
    return fmt::format("every card was looked for: those that nobody found decide whether {}",
                       claim);
  }
  // Once every card was read the paper's own count decides.
  [[nodiscard]] std::string why_orders(const audit::OrderPollRisk& orders) const {
    if (!orders.counted.empty()) {
      return fmt::format("every card was read: by the paper {} is elected",
                         one_.asserted.contest.choices[orders.counted.front()].name);
    }
    if (one_.measured.verdict != audit::Verdict::FullHandCountNeeded) return "";
    return orders.not_found > 0
               ? "every card was looked for: those that nobody found decide who is elected"
               : "every card was read: a lot decides who is elected";
  }
  // Whoever pulls again until it fits is seen.
  void add_pulled_again() {
    if (one_.pulled_again.empty()) return;
    Table table({{"Pulled again", Align::Left},
                 {"Read first", Align::Left, true},
                 {"Read then", Align::Left, true}});
    for (const PulledAgain& card : one_.pulled_again) {
      table.add({{card.card, Tone::Plain},
                 {card.first, Tone::Plain},
                 {card.then.empty() ? "(not found)" : card.then, Tone::Plain}});
    }
    text_ += table.text(screen_, 2);
    if (!one_.risk_as_first_read) return;
    line("As first",
         fmt::format("{}, if what was read first had stood", risk_text(*one_.risk_as_first_read)));
  }
  void add_assertions() {
    Table table({{"Assertion", Align::Left, true}, {"Risk", Align::Right}});
    for (std::size_t i = 0; i < one_.measured.assertions.size(); ++i) {
      table.add({{one_.asserted.assertions[i].assertion.words, Tone::Plain},
                 {rounded_risk(one_.measured.assertions[i].p), Tone::Plain}});
    }
    text_ += table.text(screen_, 2);
  }
  void add_discrepancies() {
    if (one_.measured.discrepancies.empty()) return;
    Table table({{"Card", Align::Left}, {"Record", Align::Left}, {"For", Align::Left, true}});
    for (const audit::CardDiscrepancy& found : one_.measured.discrepancies) {
      table.add({{one_.cards[found.card], Tone::Plain},
                 {audit::words_of_overstatement(found.overstatement), Tone::Plain},
                 {one_.asserted.assertions[found.assertion].assertion.words, Tone::Plain}});
    }
    text_ += table.text(screen_, 2);
  }

  const MeasuredContestReport& one_;
  const Screen& screen_;
  std::string text_;
};

std::string_view verdict_id(audit::Verdict verdict) {
  switch (verdict) {
    case audit::Verdict::Confirmed: return "confirmed";
    case audit::Verdict::NotYetConfirmed: return "not-yet-confirmed";
    case audit::Verdict::FullHandCountNeeded: return "full-hand-count-needed";
    case audit::Verdict::Contradicted: return "contradicted";
  }
  RECANVASS_CHECK(false);
  return {};
}

std::string_view verdict_of(const MeasuredContestReport& one) {
  if (one.domain_is_wrong()) return "domain-wrong";
  const bool contradicted = one.measured.verdict == audit::Verdict::Contradicted;
  if (one.is_diagnostic() && !contradicted) return "diagnostic";
  if (one.is_in_part() && one.measured.verdict == audit::Verdict::Confirmed) return "in-part";
  return verdict_id(one.measured.verdict);
}

Json whole_or_null(const std::optional<std::int64_t>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json certainty_id(audit::Certainty certainty) {
  switch (certainty) {
    case audit::Certainty::Open: return nullptr;
    case audit::Certainty::True: return "true";
    case audit::Certainty::False: return "false";
  }
  RECANVASS_CHECK(false);
  return nullptr;
}

void add_pulled_again(Json& json, const MeasuredContestReport& one) {
  for (const PulledAgain& card : one.pulled_again) {
    json["pulled_again"].push_back(
        {{"card", card.card}, {"first", card.first}, {"then", card.then}});
  }
  if (one.risk_as_first_read) json["risk_as_first_read"] = *one.risk_as_first_read;
}

Json mismatches_json(const MeasuredContestReport& one, const audit::MismatchRisk& found) {
  Json cards = Json::array();
  for (const std::size_t card : found.differ) cards.push_back(one.cards[card]);
  return {{"changes_needed", one.asserted.by_mismatches->changes_needed.value()},
          {"cards_read", found.cards},
          {"differing", found.differing},
          {"not_found", found.not_found},
          {"more_if_clean", whole_or_null(found.more_if_clean)},
          {"more_if_alike", whole_or_null(found.more_if_alike)},
          {"cards", std::move(cards)}};
}

Json orders_json(const audit::OrderPollRisk& orders) {
  return {{"cards_read", orders.cards},
          {"not_found", orders.not_found},
          {"without_contest", orders.without_contest},
          {"ends_open", orders.ends_open}};
}

Json measured_contest_json(const MeasuredContestReport& one) {
  const bool audited = one.asserted.can_be_audited();
  Json json = {{"id", one.asserted.contest.id.text},
               {"name", one.asserted.contest.name},
               {"outcome", one.asserted.outcome},
               {"targeted", one.asserted.targeted},
               {"risk_limit", one.asserted.risk_limit},
               {"risk_function", one.risk_function},
               {"risk_function_fixed", one.asserted.risk_function},
               {"cards", one.asserted.domain.cards().value()},
               {"cards_read", one.cards.size()},
               {"words", one.asserted.words},
               {"outside", one.outside},
               {"verdict", nullptr},
               {"risk", nullptr},
               {"worst", nullptr},
               {"tally", nullptr},
               {"assertions", Json::array()},
               {"discrepancies", Json::array()},
               {"pulled_again", Json::array()},
               {"risk_as_first_read", nullptr}};
  if (!audited) return json;
  json["verdict"] = verdict_of(one);
  json["risk"] = one.measured.risk;
  json["worst"] = one.measured.worst;
  add_pulled_again(json, one);
  for (const audit::CardDiscrepancy& found : one.measured.discrepancies) {
    json["discrepancies"].push_back({{"card", one.cards[found.card]},
                                     {"assertion", found.assertion},
                                     {"overstatement", found.overstatement.text()}});
  }
  if (one.risk_of_cuts > 0.0) json["risk_of_cuts"] = one.risk_of_cuts;
  if (one.mismatches) json["mismatches"] = mismatches_json(one, *one.mismatches);
  if (one.orders) json["orders"] = orders_json(*one.orders);
  if (one.mismatches || one.orders) {
    json["worst"] = nullptr;
    return json;
  }
  if (one.asserted.design == MeasureDesign::Comparison) {
    json["tally"] = tally_json(one.measured.tally);
    if (one.measured.totals_chance < 1.0) json["totals_chance"] = one.measured.totals_chance;
  }
  for (std::size_t i = 0; i < one.measured.assertions.size(); ++i) {
    const AssertionRisk& risk = one.measured.assertions[i];
    Json assertion = {{"words", one.asserted.assertions[i].assertion.words},
                      {"risk", risk.p},
                      {"margin_reported", one.asserted.assertions[i].assorter_margin.text()},
                      {"margin_least", nullptr},
                      {"certain", certainty_id(risk.exact.certainty)},
                      {"cards_read", risk.exact.cards},
                      {"more_if_clean", whole_or_null(risk.more_if_clean)},
                      {"more_if_alike", whole_or_null(risk.more_if_alike)},
                      {"tally", nullptr},
                      {"for", nullptr},
                      {"against", nullptr},
                      {"neither", nullptr}};
    if (risk.exact.all || risk.margin_least > -1.0) assertion["margin_least"] = risk.margin_least;
    if (one.asserted.design == MeasureDesign::Comparison) {
      assertion["tally"] = tally_json(risk.tally);
    } else {
      assertion["for"] = risk.for_claim;
      assertion["against"] = risk.against_claim;
      assertion["neither"] = risk.neither;
    }
    json["assertions"].push_back(std::move(assertion));
  }
  return json;
}

}  // namespace

std::string rounded_risk(double risk) {
  if (risk <= 0.0) return "0";
  if (risk >= 1.0) return "1";
  const double scale = risk < 1e-4 ? std::pow(10.0, std::ceil(-std::log10(risk)) + 1.0) : 1e6;
  return fmt::format("{:g}", std::ceil(risk * scale) / scale);
}

bool MeasuredContestReport::domain_is_wrong() const {
  return std::ssize(outside) > asserted.domain.phantoms.value();
}

bool MeasuredContestReport::is_in_part() const {
  return asserted.reach != audit::ProofReach::Outcome;
}

bool MeasuredContestReport::is_confirmed() const {
  return !is_diagnostic() && !domain_is_wrong() && asserted.can_be_audited() && !is_in_part() &&
         measured.verdict == audit::Verdict::Confirmed;
}

bool MeasureReport::confirmed() const {
  return std::ranges::all_of(contests, [](const MeasuredContestReport& one) {
    return !one.asserted.targeted || one.is_confirmed();
  });
}

std::string risk_text(double risk) {
  if (risk <= 0.0) return "0: nothing else can be true";
  const double one_in = std::floor(1.0 / risk);
  if (one_in < 2.0) return rounded_risk(risk);
  if (one_in >= 1e6) return rounded_risk(risk) + " (less than 1 in a million)";
  return fmt::format("{} (1 in {})", rounded_risk(risk),
                     base::grouped(static_cast<std::int64_t>(one_in)));
}

std::string measure_text(const MeasureReport& measured, const Screen& screen) {
  std::string text;
  for (const MeasuredContestReport& one : measured.contests) {
    text += ContestText(one, screen).write() + "\n";
  }
  std::int64_t open = 0;
  for (const MeasuredContestReport& one : measured.contests) {
    open += one.asserted.targeted && !one.is_confirmed() ? 1 : 0;
  }
  std::string words = base::counted(measured.cards_drawn, "card was", "cards were") + " drawn";
  if (measured.wrong_cards > 0) {
    words += fmt::format("; {} pulled wrongly and pulled again",
                         base::counted(measured.wrong_cards, "card was", "cards were"));
  }
  words += open == 0
               ? ". Every contest that was drawn for is confirmed."
               : fmt::format(". {} that cards were drawn for {} not confirmed.",
                             base::counted(open, "contest", "contests"), open == 1 ? "is" : "are");
  return text + paragraph(words, screen);
}

Json measure_json(const MeasureReport& measured) {
  Json contests = Json::array();
  for (const MeasuredContestReport& one : measured.contests)
    contests.push_back(measured_contest_json(one));
  return {{"schema", "recanvass.measure/1"},
          {"confirmed", measured.confirmed()},
          {"cards_drawn", measured.cards_drawn},
          {"wrong_cards", measured.wrong_cards},
          {"contests", std::move(contests)}};
}

}  // namespace recanvass::report
