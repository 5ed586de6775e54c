#include "formats/statute_parts.h"

#include "law/clock_event.h"

#include <algorithm>
#include <array>
#include <utility>

namespace recanvass::formats {
namespace {

constexpr std::int64_t kVotesMax = 1'000'000'000;
constexpr std::int64_t kDaysMax = 1000;

const std::vector<std::string> kComparisonWords = {"le", "lt", "ge", "gt"};
const std::vector<std::string> kCombinationWords = {"and", "or", "lesser", "greater"};
const std::vector<std::string> kUnitWords = {"calendar_days", "business_days", "hours",
                                             "nth_weekday", "before_event"};
const std::vector<std::string> kWeekdayWords = {"sunday",   "monday", "tuesday", "wednesday",
                                                "thursday", "friday", "saturday"};
const std::vector<std::string> kChargeWords = {"amount", "nothing", "actual_cost", "estimated_cost",
                                               "bond_for_all_cost"};

const std::vector<std::string>& base_words() {
  static const std::vector<std::string> kWords = [] {
    std::vector<std::string> words;
    for (int base = 0; base <= static_cast<int>(law::MarginBase::VotesWithWriteIns); ++base) {
      words.push_back(law::name_of(static_cast<law::MarginBase>(base)));
    }
    return words;
  }();
  return kWords;
}

std::vector<std::string> event_ids() {
  std::vector<std::string> ids;
  for (const law::ClockEvent& event : law::clock_events()) ids.emplace_back(event.id);
  return ids;
}

void report_statute_word(TomlFields& fields, const char* key, const std::string& found,
                         const std::vector<std::string>& words) {
  fields.report("statute.word", key, quote(found), "one of " + listed(words, words.size()),
                suggest(found, words, "Take one of these words."));
}

void report_missing(TomlFields& fields, const char* key, const char* wanted) {
  fields.report("statute.missing", "", std::string("no ") + key, wanted, "Add the key.");
}

law::Comparison read_comparison(TomlFields& fields) {
  if (!fields.has("comparison")) {
    report_missing(fields, "comparison", "comparison = \"le\", \"lt\", \"ge\" or \"gt\"");
    return law::Comparison::AtMost;
  }
  return static_cast<law::Comparison>(read_word(fields, "comparison", kComparisonWords));
}

std::optional<base::Rational> read_percent(TomlFields& fields, const char* key) {
  const auto text = fields.text(key);
  if (!text) return std::nullopt;
  const auto percent = base::Rational::parse(*text);
  if (percent && *percent >= base::Rational{0} && *percent <= base::Rational{100}) {
    return *percent / base::Rational{100};
  }
  fields.report("statute.number", key, quote(*text), "a percentage in quotation marks, \"0.25\"",
                "Write the percentage with a point and no sign.");
  return std::nullopt;
}

void read_limb(TomlFields& fields, std::vector<law::Limb>& limbs) {
  const auto percent = read_percent(fields, "percent");
  const auto votes = fields.whole("votes", 0, kVotesMax);
  const law::Comparison comparison = read_comparison(fields);
  if (fields.has("percent") == fields.has("votes")) {
    fields.report("statute.shape", "", "percent and votes both, or neither",
                  "percent with of, or votes", "Write two limbs where the rule has two limits.");
  }
  if (fields.has("percent") && !fields.has("of")) {
    report_missing(fields, "of", "what the percentage is of: of = \"total_office\", ...");
  }
  const std::size_t base = read_word(fields, "of", base_words());
  fields.finish();
  if (percent)
    limbs.push_back(law::MarginShare{*percent, static_cast<law::MarginBase>(base), comparison});
  else if (votes)
    limbs.push_back(law::MarginVotes{election::VoteCount{*votes}, comparison});
}

void read_guard(TomlFields& fields, std::vector<law::Guard>& guards) {
  using What = law::Guard::What;
  law::Guard guard;
  int given = 0;
  constexpr std::array<std::pair<const char*, What>, 3> kNumbers = {
      {{"total_votes", What::TotalVotes},
       {"ballots_cast", What::BallotsCast},
       {"recount_fund_usd", What::RecountFundUsd}}};
  for (const auto& [key, what] : kNumbers) {
    if (!fields.has(key)) continue;
    ++given;
    guard.what = what;
    guard.number = fields.whole(key, 0, kVotesMax).value_or(0);
  }
  const bool numbers = given > 0;
  constexpr std::array<std::pair<const char*, What>, 3> kFlags = {
      {{"measure_defeated", What::MeasureDefeated},
       {"one_seat_or_nonpartisan", What::OneSeatOrNonpartisan},
       {"write_in_compared", What::WriteInCompared}}};
  for (const auto& [key, what] : kFlags) {
    if (!fields.has(key)) continue;
    ++given;
    guard.what = what;
    if (fields.flag(key) == false) {
      fields.report("statute.shape", key, "false", "true",
                    "Leave the condition out where it is not asked for.");
    }
  }
  if (given != 1) {
    fields.report("statute.shape", "", "not exactly one condition",
                  "one of total_votes, ballots_cast, recount_fund_usd, measure_defeated, "
                  "one_seat_or_nonpartisan, write_in_compared",
                  "Write one table for each condition.");
  }
  if (numbers) guard.comparison = read_comparison(fields);
  fields.finish();
  guards.push_back(guard);
}

law::Limit read_limit(TomlFields& fields) {
  law::Limit limit;
  for (TomlFields& guard : fields.tables("when")) read_guard(guard, limit.guards);
  for (TomlFields& limb : fields.tables("margin")) read_limb(limb, limit.limbs);
  if (!fields.has("when") && !fields.has("margin")) {
    report_missing(fields, "margin", "margin = [{...}], when = [{...}] or both");
  }
  if (limit.limbs.size() > 1 && !fields.has("combination")) {
    report_missing(fields, "combination",
                   "combination = \"lesser\", \"greater\", \"and\" or \"or\"");
  }
  const std::size_t word = read_word(fields, "combination", kCombinationWords);
  constexpr std::array kCombinations = {law::Combination::And, law::Combination::Or,
                                        law::Combination::Lesser, law::Combination::Greater};
  limit.combination = kCombinations.at(word);
  fields.finish();
  return limit;
}

std::optional<base::TimeOfDay> read_time(TomlFields& fields, const char* key) {
  const auto text = fields.text(key);
  if (!text) return std::nullopt;
  const auto time = base::TimeOfDay::parse(*text);
  if (time) return *time;
  fields.report("statute.date", key, quote(*text), "a time of day such as \"17:00\"",
                "Write hours and minutes with two digits each.");
  return std::nullopt;
}

void check_term(TomlFields& fields, const law::Term& term) {
  const bool weekday = term.unit == law::ClockUnit::NthWeekday;
  if (weekday != fields.has("weekday")) {
    fields.report("statute.shape", "", weekday ? "no weekday" : "a weekday",
                  "weekday with unit = \"nth_weekday\" and with no other unit",
                  "Add or remove the weekday.");
  }
  const bool counted = term.unit != law::ClockUnit::BeforeEvent;
  if (counted && term.amount < 1) {
    report_missing(fields, "value", "value = a whole number, 1 or more");
  }
}

law::DeadlineRule read_deadline(TomlFields& fields) {
  law::DeadlineRule rule;
  rule.scope = read_scope(fields);
  rule.step = fields.text("step").value_or("");
  rule.at_own_cost = fields.flag("at_own_cost").value_or(false);
  rule.not_found = fields.text("not_found").value_or("");
  if (!rule.not_found.empty()) {
    fields.finish();
    return rule;
  }
  if (fields.has("terms")) {
    for (TomlFields& term : fields.tables("terms")) {
      rule.terms.push_back(read_term(term));
      term.finish();
    }
    rule.join = static_cast<law::TermJoin>(read_word(fields, "join", {"later", "earlier"}));
  } else {
    rule.terms.push_back(read_term(fields));
  }
  fields.finish();
  return rule;
}

}  // namespace

std::size_t read_word(TomlFields& fields, const char* key, const std::vector<std::string>& words) {
  const auto given = fields.text(key);
  if (!given) return 0;
  const auto found = std::find(words.begin(), words.end(), *given);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  report_statute_word(fields, key, *given, words);
  return 0;
}

std::string read_token(TomlFields& fields, const char* key, law::TokenList list) {
  const std::string given = fields.text(key).value_or("");
  if (given.empty() || law::token(list, given) != nullptr) return given;
  std::vector<std::string> words;
  for (const law::Token& token : law::tokens(list)) words.emplace_back(token.id);
  report_statute_word(fields, key, given, words);
  return {};
}

std::vector<std::string> read_tokens(TomlFields& fields, const char* key, law::TokenList list) {
  std::vector<std::string> tokens;
  for (const std::string& given : fields.texts(key)) {
    if (law::token(list, given) != nullptr) {
      tokens.push_back(given);
      continue;
    }
    std::vector<std::string> words;
    for (const law::Token& token : law::tokens(list)) words.emplace_back(token.id);
    report_statute_word(fields, key, given, words);
  }
  return tokens;
}

law::Scope read_scope(TomlFields& fields) {
  law::Scope scope;
  for (const std::string& word : fields.texts("for")) {
    if (const auto classes = law::classes_named(word)) {
      scope.classes |= *classes;
    } else {
      fields.report("statute.word", "for", quote(word), "a class of office or a group of them",
                    "Take a word of the list in docs/formats/statutes.md.");
    }
  }
  const std::vector<std::string> types = {"general", "primary", "special", "spring", "runoff"};
  for (const std::string& word : fields.texts("elections")) {
    if (const auto type = election::election_type_named(word)) {
      scope.types.push_back(*type);
    } else {
      report_statute_word(fields, "elections", word, types);
    }
  }
  scope.seats = static_cast<law::SeatScope>(read_word(fields, "seats", {"any", "one", "several"}));
  return scope;
}

std::vector<law::Limit> read_limits(TomlFields& fields, const char* key) {
  std::vector<law::Limit> limits;
  for (TomlFields& limit : fields.tables(key)) limits.push_back(read_limit(limit));
  return limits;
}

law::Tier read_tier(TomlFields& fields) {
  law::Tier tier;
  tier.scope = read_scope(fields);
  tier.reach =
      static_cast<law::Tier::Reach>(read_word(fields, "reach", {"limits", "any_margin", "never"}));
  tier.any_of = read_limits(fields, "any_of");
  tier.unsure = read_limits(fields, "unsure");
  tier.unsure_words = fields.text("unsure_words").value_or("");
  if (tier.unsure.empty() != tier.unsure_words.empty()) {
    fields.report("statute.shape", "", "one of unsure and unsure_words", "both, or neither",
                  "Say at which margins the record does not decide, and why.");
  }
  if ((tier.reach == law::Tier::Reach::WithinLimits) == tier.any_of.empty()) {
    fields.report("statute.shape", "", tier.any_of.empty() ? "no limit" : "limits that say nothing",
                  "any_of = [...], or reach = \"any_margin\" or \"never\" without limits",
                  "Say at which margins the tier applies.");
  }
  return tier;
}

law::Term read_term(TomlFields& fields) {
  law::Term term;
  if (!fields.has("unit")) report_missing(fields, "unit", "unit = \"calendar_days\", ...");
  term.unit = static_cast<law::ClockUnit>(read_word(fields, "unit", kUnitWords));
  term.amount = fields.whole("value", 0, kDaysMax).value_or(0);
  term.weekday = static_cast<base::Weekday>(read_word(fields, "weekday", kWeekdayWords));
  term.event = fields.text("event").value_or("");
  if (term.event.empty()) {
    report_missing(fields, "event", "event = what the clock runs from");
  } else if (law::clock_event(term.event) == nullptr) {
    report_statute_word(fields, "event", term.event, event_ids());
  }
  term.time = read_time(fields, "time");
  term.opens = fields.whole("opens", 1, kDaysMax);
  term.rolling = static_cast<law::Rolling>(
      read_word(fields, "rolling", {"not_recorded", "stays", "next_business_day"}));
  term.hours =
      static_cast<law::HoursCounted>(read_word(fields, "hours", {"every_day", "business_days"}));
  check_term(fields, term);
  return term;
}

law::FeeTier read_fee_tier(TomlFields& fields) {
  law::FeeTier tier;
  tier.scope = read_scope(fields);
  tier.any_of = read_limits(fields, "any_of");
  tier.what = fields.text("what").value_or("");
  tier.where = fields.text("where").value_or("");
  if (!tier.what.empty() && !tier.where.empty()) {
    fields.report("statute.shape", "where", quote(tier.where),
                  "what (the petitioner chooses) or where (the unit decides), not both",
                  "Take out the one that the statute does not say.");
  }
  tier.charge = static_cast<law::Charge>(read_word(fields, "charge", kChargeWords));
  tier.amount = fields.dollars("amount_usd");
  const auto read_unit = [&](const char* key) -> std::optional<law::FeeUnit> {
    const auto word = fields.text(key);
    if (!word) return std::nullopt;
    const auto unit = law::fee_unit_named(*word);
    if (!unit) {
      fields.report("statute.word", key, quote(*word), "a unit such as precinct, county, ballot",
                    "Take a word of the list in docs/formats/statutes.md.");
    }
    return unit;
  };
  tier.unit = read_unit("unit");
  tier.first_block = fields.whole("first_block", 1, kVotesMax);
  tier.block_unit = read_unit("block_unit");
  tier.further = fields.dollars("further_usd");
  tier.further_block = fields.whole("further_block", 1, kVotesMax);
  tier.at_most = fields.dollars("at_most_usd");
  tier.at_most_per_ballot = fields.dollars("at_most_usd_per_ballot");
  tier.at_least = fields.dollars("at_least_usd");
  tier.at_least_share_of_estimate = read_percent(fields, "at_least_percent_of_estimate");
  tier.surcharge = fields.dollars("surcharge_usd");
  tier.surcharge_words = fields.text("surcharge_when").value_or("");
  tier.is_cap = fields.flag("is_cap").value_or(false);
  tier.settled_to_actual = fields.flag("settled_to_actual").value_or(false);
  if ((tier.charge == law::Charge::Amount) != fields.has("amount_usd")) {
    fields.report("statute.shape", "", fields.has("amount_usd") ? "an amount" : "no amount",
                  "amount_usd where charge is \"amount\" and nowhere else",
                  "State the amount, or how else the tier charges.");
  }
  return tier;
}

std::vector<law::Tier> read_tiers(TomlFields& fields, const char* key) {
  std::vector<law::Tier> tiers;
  for (TomlFields& each : fields.tables(key)) {
    tiers.push_back(read_tier(each));
    each.finish();
  }
  return tiers;
}

std::vector<law::DatedNote> read_dated_notes(TomlFields& fields, const char* key) {
  std::vector<law::DatedNote> notes;
  for (TomlFields& each : fields.tables(key)) {
    law::DatedNote note;
    if (const auto known_on = each.required_date("known_on")) note.known_on = *known_on;
    note.text = each.required_text("text");
    each.finish();
    notes.push_back(std::move(note));
  }
  std::stable_sort(notes.begin(), notes.end(),
                   [](const law::DatedNote& left, const law::DatedNote& right) {
                     return left.known_on < right.known_on;
                   });
  return notes;
}

std::vector<law::Prose> read_prose(TomlFields& fields, const char* key) {
  std::vector<law::Prose> prose;
  for (TomlFields& each : fields.tables(key)) {
    law::Prose found;
    found.scope = read_scope(each);
    found.text = each.required_text("text");
    each.finish();
    prose.push_back(std::move(found));
  }
  return prose;
}

std::vector<law::DeadlineRule> read_deadlines(TomlFields& fields, const char* key) {
  std::vector<law::DeadlineRule> rules;
  for (TomlFields& each : fields.tables(key)) rules.push_back(read_deadline(each));
  return rules;
}

std::vector<law::FeeTier> read_fee_tiers(TomlFields& fields, const char* key) {
  std::vector<law::FeeTier> tiers;
  for (TomlFields& each : fields.tables(key)) {
    tiers.push_back(read_fee_tier(each));
    each.finish();
  }
  return tiers;
}

std::vector<law::Stage> read_stages(TomlFields& fields, const char* key) {
  std::vector<law::Stage> stages;
  for (TomlFields& each : fields.tables(key)) {
    law::Stage stage;
    stage.tier = read_tier(each);
    stage.what = each.required_text("what");
    each.finish();
    stages.push_back(std::move(stage));
  }
  return stages;
}

}  // namespace recanvass::formats
