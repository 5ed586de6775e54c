#include "tabulate/rule_settings.h"

#include "base/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <utility>

namespace recanvass::tabulate {
namespace {

struct NamedValue {
  std::string_view id;
  std::string_view words;
};

// One setting with named values; `get` has no value where the method lacks it.
struct NamedSetting {
  std::string_view id;
  std::string_view what;
  std::vector<NamedValue> values;
  std::function<std::optional<std::size_t>(const Method&)> get;
  std::function<void(Method&, std::size_t)> set;
};

template <class Value>
struct Option {
  Value value;
  std::string_view id;
  std::string_view words;
};

// `of` gives where the value stands in a method, null where the method has no such setting.
template <class Value>
NamedSetting named(std::string_view id, std::string_view what, std::vector<Option<Value>> options,
                   Value* (*of)(Method&)) {
  NamedSetting setting{id, what, {}, {}, {}};
  for (const auto& option : options) setting.values.push_back({option.id, option.words});
  setting.get = [options, of](const Method& method) -> std::optional<std::size_t> {
    Method copy = method;
    const Value* value = of(copy);
    if (value == nullptr) return std::nullopt;
    const auto found = std::ranges::find(options, *value, &Option<Value>::value);
    RECANVASS_CHECK(found != options.end());
    return static_cast<std::size_t>(found - options.begin());
  };
  setting.set = [options, of](Method& method, std::size_t at) { *of(method) = options[at].value; };
  return setting;
}

RankReading* reading_of(Method& method) {
  if (auto* irv = std::get_if<IrvRules>(&method)) return &irv->reading;
  if (auto* stv = std::get_if<StvRules>(&method)) return &stv->reading;
  if (auto* ordered = std::get_if<OrderedStvRules>(&method)) return &ordered->reading;
  return nullptr;
}

PlaceReading* place_reading_of(Method& method) {
  if (auto* positions = std::get_if<PositionsRule>(&method)) return &positions->reading;
  if (auto* pairs = std::get_if<PairwiseRule>(&method)) return &pairs->reading;
  return nullptr;
}

// Where a setting of the reading of places stands in the one method that names its values so.
template <class Rules, auto Member>
auto place_member_of(Method& method) -> decltype(&(std::declval<PlaceReading&>().*Member)) {
  auto* rules = std::get_if<Rules>(&method);
  return rules == nullptr ? nullptr : &(rules->reading.*Member);
}

ShareNeeded* share_of(Method& method) {
  if (auto* share = std::get_if<ShareRule>(&method)) return &share->needed;
  if (auto* runoff = std::get_if<RunoffRule>(&method)) return &runoff->needed;
  if (auto* lists = std::get_if<ListsRule>(&method)) {
    return lists->threshold ? &*lists->threshold : nullptr;
  }
  return nullptr;
}

TieBreak* tie_break_of(Method& method) {
  if (auto* irv = std::get_if<IrvRules>(&method)) return &irv->tie_break;
  if (auto* stv = std::get_if<StvRules>(&method)) return &stv->tie_break;
  if (auto* ordered = std::get_if<OrderedStvRules>(&method)) return &ordered->tie_break;
  return nullptr;
}

// Where a member of one kind of method stands.
template <class Rules, auto Member>
auto member_of(Method& method) -> decltype(&(std::declval<Rules&>().*Member)) {
  auto* rules = std::get_if<Rules>(&method);
  return rules == nullptr ? nullptr : &(rules->*Member);
}

std::vector<NamedSetting> reading_settings() {
  return {
      named<SkippedRanks>(
          "skipped", "a blank rank",
          {{SkippedRanks::PassOver, "pass-over", "is passed over"},
           {SkippedRanks::StopAtTwo, "stop-at-two", "ends the ballot where two follow each other"},
           {SkippedRanks::StopAtOne, "stop-at-one", "ends the ballot"},
           {SkippedRanks::WaitARound, "wait-a-round", "suspends the ballot for a round"}},
          [](Method& method) {
            auto* reading = reading_of(method);
            return reading == nullptr ? nullptr : &reading->skipped;
          }),
      named<OvervotedRanks>("overvoted", "an overvoted rank",
                            {{OvervotedRanks::Stop, "stop", "ends the ballot"},
                             {OvervotedRanks::PassOver, "pass-over", "is passed over"},
                             {OvervotedRanks::CountIfOneStands, "count-if-one-stands",
                              "counts for the one who stands, if only one does"}},
                            [](Method& method) {
                              auto* reading = reading_of(method);
                              return reading == nullptr ? nullptr : &reading->overvoted;
                            }),
      named<RepeatedRanks>("repeated", "a choice ranked again",
                           {{RepeatedRanks::PassOver, "pass-over", "is passed over"},
                            {RepeatedRanks::Stop, "stop", "ends the ballot"}},
                           [](Method& method) {
                             auto* reading = reading_of(method);
                             return reading == nullptr ? nullptr : &reading->repeated;
                           }),
      named<TieBreak>(
          "tie-break", "a tie for elimination",
          {{TieBreak::Lot, "lot", "is broken by lot"},
           {TieBreak::EarlierRound, "earlier-round",
            "is broken by the last earlier round that differs"},
           {TieBreak::FirstRound, "first-round", "is broken by the first round that differs"}},
          tie_break_of)};
}

std::vector<NamedSetting> runoff_settings() {
  return {named<Elimination>("elimination", "elimination",
                             {{Elimination::OneAtATime, "one", "one goes out at a time"},
                              {Elimination::BatchIfBelow, "batch-if-below",
                               "all go out who together are below the next one"},
                              {Elimination::BatchIfNotAbove, "batch-if-not-above",
                               "all go out who together are not above the next one"}},
                             member_of<IrvRules, &IrvRules::elimination>),
          named<Finish>("finish", "the end",
                        {{Finish::Majority, "majority", "is a majority"},
                         {Finish::MajorityAtFirstOrTwo, "majority-at-first-or-two",
                          "is a majority at first, then two left"},
                         {Finish::TwoLeft, "two-left", "is two left"}},
                        member_of<IrvRules, &IrvRules::finish>),
          named<WriteIns>("write-ins", "written names",
                          {{WriteIns::LikeAnyChoice, "like-any", "stay in like any choice"},
                           {WriteIns::OutFirst, "out-first", "go out first"}},
                          member_of<IrvRules, &IrvRules::write_ins>),
          named<NoVotes>("no-votes", "choices without votes",
                         {{NoVotes::LikeAnyChoice, "like-any", "go out like any choice"},
                          {NoVotes::OutTogether, "out-together", "go out together"}},
                         member_of<IrvRules, &IrvRules::no_votes>)};
}

std::vector<NamedSetting> seat_settings() {
  return {
      named<SurplusValue>("surplus", "a surplus paper",
                          {{SurplusValue::Weighted, "weighted", "is worth surplus x value / votes"},
                           {SurplusValue::WeightedFraction, "weighted-fraction",
                            "is worth (surplus / votes, cut) x value"},
                           {SurplusValue::PerPaper, "per-paper", "is worth surplus / papers"},
                           {SurplusValue::PerLastPaper, "per-last-paper",
                            "is worth surplus / papers of the last parcel that go on"},
                           {SurplusValue::WeightedGoingOn, "weighted-going-on",
                            "is worth surplus / (votes that go on) x value"}},
                          member_of<StvRules, &StvRules::surplus_value>),
      named<SurplusOrder>("surplus-order", "of two surpluses",
                          {{SurplusOrder::Largest, "largest", "the largest goes first"},
                           {SurplusOrder::EarliestElected, "earliest", "the earliest goes first"}},
                          member_of<StvRules, &StvRules::surplus_order>),
      named<ExclusionSteps>("exclusion-steps", "papers of an excluded choice",
                            {{ExclusionSteps::AtOnce, "at-once", "go at once"},
                             {ExclusionSteps::ByValue, "by-value", "go by value, highest first"},
                             {ExclusionSteps::AtOnceByTransfer, "by-transfer",
                              "go at once, fractions cut apart for each transfer"}},
                            member_of<StvRules, &StvRules::exclusion_steps>),
      named<ElectedWhen>(
          "elected", "who has the quota",
          {{ElectedWhen::AtQuota, "at-quota", "receives no more"},
           {ElectedWhen::AtSurplusTransfer, "at-transfer", "receives until the surplus goes"}},
          member_of<StvRules, &StvRules::elected_when>),
      named<StvExclusion>("exclusion", "exclusion",
                          {{StvExclusion::Lowest, "lowest", "takes the lowest"},
                           {StvExclusion::CertainLosersFirst, "certain-losers",
                            "takes all who cannot catch up, before surpluses"}},
                          member_of<StvRules, &StvRules::exclusion>),
      named<LastSeats>("last-seats", "the last seats",
                       {{LastSeats::AsManyAsStand, "as-many-as-stand", "go to as many as stand"},
                        {LastSeats::TwoLeftDecide, "two-left", "are decided by two left"},
                        {LastSeats::NobodyCanCatchUp, "nobody-can-catch-up",
                         "go to those whom nobody can catch up with"}},
                       member_of<StvRules, &StvRules::last_seats>)};
}

std::vector<NamedSetting> other_settings() {
  return {
      named<PairwiseRule::Method>(
          "cycles", "without a Condorcet winner",
          {{PairwiseRule::Method::CondorcetOnly, "nobody", "nobody wins"},
           {PairwiseRule::Method::RankedPairs, "ranked-pairs", "ranked pairs decide"},
           {PairwiseRule::Method::Schulze, "schulze", "Schulze decides"},
           {PairwiseRule::Method::Minimax, "minimax", "minimax decides"}},
          member_of<PairwiseRule, &PairwiseRule::method>),
      named<DefeatStrength>(
          "strength", "a defeat",
          {{DefeatStrength::WinningVotes, "winning-votes", "is as strong as its winning votes"},
           {DefeatStrength::Margin, "difference", "is as strong as the difference of votes"}},
          member_of<PairwiseRule, &PairwiseRule::strength>),
      named<PositionsRule::Points>("points", "points",
                                   {{PositionsRule::Points::Borda, "borda", "fall by one a rank"},
                                    {PositionsRule::Points::Dowdall, "dowdall", "are 1/rank"}},
                                   member_of<PositionsRule, &PositionsRule::points>),
      named<SeatMethod>("seats-by", "seats",
                        {{SeatMethod::DHondt, "dhondt", "go by D'Hondt"},
                         {SeatMethod::SainteLague, "sainte-lague", "go by Sainte-Lague"},
                         {SeatMethod::ModifiedSainteLague, "modified-sainte-lague",
                          "go by Sainte-Lague from 1.4"},
                         {SeatMethod::Hamilton, "hamilton", "go by Hamilton"}},
                        member_of<ListsRule, &ListsRule::method>),
      named<Reach>("reach", "the share",
                   {{Reach::AtLeast, "at-least", "must be reached"},
                    {Reach::Above, "above", "must be exceeded"}},
                   [](Method& method) {
                     auto* share = share_of(method);
                     return share == nullptr ? nullptr : &share->reach;
                   })};
}

// How points by rank and comparisons of pairs read a ballot.
std::vector<NamedSetting> place_settings() {
  return {
      named<BlankPlaces>(
          "skipped", "a blank rank",
          {{BlankPlaces::KeepPlaces, "keep-places", "leaves later ones where they are"},
           {BlankPlaces::MoveUp, "move-up", "moves later ones up"},
           {BlankPlaces::StopAtTwo, "stop-at-two",
            "ends the ballot where two follow each other, and moves later ones up where not"},
           {BlankPlaces::StopAtOne, "stop-at-one", "ends the ballot"}},
          place_member_of<PositionsRule, &PlaceReading::blank>),
      named<BlankPlaces>(
          "skipped", "a blank rank",
          {{BlankPlaces::KeepPlaces, "pass-over", "is passed over"},
           {BlankPlaces::StopAtTwo, "stop-at-two", "ends the ballot where two follow each other"},
           {BlankPlaces::StopAtOne, "stop-at-one", "ends the ballot"}},
          place_member_of<PairwiseRule, &PlaceReading::blank>),
      named<SharedPlaces>("overvoted", "an overvoted rank",
                          {{SharedPlaces::Stop, "stop", "ends the ballot"},
                           {SharedPlaces::PassOver, "pass-over", "is passed over"}},
                          place_member_of<PositionsRule, &PlaceReading::shared>),
      named<SharedPlaces>("overvoted", "an overvoted rank",
                          {{SharedPlaces::Equal, "equal", "makes its choices equal"},
                           {SharedPlaces::Stop, "stop", "ends the ballot"},
                           {SharedPlaces::PassOver, "pass-over", "is passed over"}},
                          place_member_of<PairwiseRule, &PlaceReading::shared>),
      named<RepeatedRanks>("repeated", "a choice ranked again",
                           {{RepeatedRanks::PassOver, "pass-over", "is passed over"},
                            {RepeatedRanks::Stop, "stop", "ends the ballot"}},
                           [](Method& method) {
                             auto* reading = place_reading_of(method);
                             return reading == nullptr ? nullptr : &reading->repeated;
                           }),
      named<PositionsRule::Places>(
          "points-for", "points",
          {{PositionsRule::Places::OfChoices, "choices", "are for as many places as choices"},
           {PositionsRule::Places::OfRanks, "ranks",
            "are for as many places as the ballot has ranks"},
           {PositionsRule::Places::OfCard, "ranked", "are for as many places as the card fills"}},
          member_of<PositionsRule, &PositionsRule::places>),
      named<Unranked>("unranked", "who is not ranked",
                      {{Unranked::Below, "below", "is below all who are"},
                       {Unranked::SaysNothing, "says-nothing", "is compared with nobody"}},
                      member_of<PairwiseRule, &PairwiseRule::unranked>)};
}

const std::vector<NamedSetting>& named_settings() {
  static const std::vector<NamedSetting> all = [] {
    std::vector<NamedSetting> settings = reading_settings();
    for (auto&& more : {place_settings(), runoff_settings(), seat_settings(), other_settings()}) {
      settings.insert(settings.end(), more.begin(), more.end());
    }
    return settings;
  }();
  return all;
}

// A setting that is a whole number.
struct NumberSetting {
  std::string_view id;
  std::string_view what;
  std::int64_t min;
  std::int64_t max;
  std::optional<std::int64_t> (*get)(const Rule&);
  void (*set)(Rule&, std::int64_t);
};

constexpr std::int64_t kPlacesMax = 10'000;
constexpr std::int64_t kNumberMax = 1'000'000'000;

constexpr std::int64_t kAsOnBallot = 0;
constexpr std::int64_t kAnyNumber = -1;

// What stands for a number that is not set.
std::string_view unset_words(std::int64_t number) {
  return number == kAnyNumber ? "any number" : "as on the ballot";
}

std::optional<std::int64_t> votes_of_rule(const Rule& rule) {
  if (const auto* cumulative = std::get_if<CumulativeRule>(&rule.method)) {
    return cumulative->votes_max;
  }
  const auto* votes = std::get_if<MostVotesRule>(&rule.method);
  if (votes == nullptr) return std::nullopt;
  switch (votes->limit) {
    case MostVotesRule::Limit::AsOnBallot: return kAsOnBallot;
    case MostVotesRule::Limit::None: return kAnyNumber;
    case MostVotesRule::Limit::Given: return votes->votes_max;
  }
  return std::nullopt;
}

void set_votes_of_rule(Rule& rule, std::int64_t number) {
  if (auto* cumulative = std::get_if<CumulativeRule>(&rule.method)) {
    cumulative->votes_max = number;
  } else if (number == kAsOnBallot || number == kAnyNumber) {
    using Limit = MostVotesRule::Limit;
    rule.method = MostVotesRule{number == kAnyNumber ? Limit::None : Limit::AsOnBallot, 0};
  } else {
    rule.method = MostVotesRule{MostVotesRule::Limit::Given, number};
  }
}

template <class Rules, auto Member>
std::optional<std::int64_t> number_of(const Rule& rule) {
  const auto* rules = std::get_if<Rules>(&rule.method);
  if (rules == nullptr) return std::nullopt;
  return rules->*Member;
}

template <class Rules, auto Member>
void set_number(Rule& rule, std::int64_t number) {
  auto& value = std::get<Rules>(rule.method).*Member;
  value = static_cast<std::remove_reference_t<decltype(value)>>(number);
}

int* ranks_max_of(Method& method) {
  if (auto* reading = reading_of(method)) return &reading->ranks_max;
  auto* reading = place_reading_of(method);
  return reading == nullptr ? nullptr : &reading->ranks_max;
}

std::vector<NumberSetting> number_settings() {
  return {
      {"places", "places to fill", 1, kPlacesMax,
       [](const Rule& rule) -> std::optional<std::int64_t> { return rule.places; },
       [](Rule& rule, std::int64_t number) { rule.places = number; }},
      {"votes", "votes a card may give", 1, kPlacesMax, votes_of_rule, set_votes_of_rule},
      {"advance", "choices in the runoff", 2, kPlacesMax,
       number_of<RunoffRule, &RunoffRule::advance>, set_number<RunoffRule, &RunoffRule::advance>},
      {"score-max", "the highest score", 0, kNumberMax,
       [](const Rule& rule) {
         const auto star = number_of<StarRule, &StarRule::score_max>(rule);
         return star ? star : number_of<ScoresRule, &ScoresRule::score_max>(rule);
       },
       [](Rule& rule, std::int64_t number) {
         if (std::holds_alternative<StarRule>(rule.method)) {
           set_number<StarRule, &StarRule::score_max>(rule, number);
         } else {
           set_number<ScoresRule, &ScoresRule::score_max>(rule, number);
         }
       }},
      {"ranks-max", "ranks that are read (0: all)", 0, kPlacesMax,
       [](const Rule& rule) -> std::optional<std::int64_t> {
         Method copy = rule.method;
         const int* ranks_max = ranks_max_of(copy);
         if (ranks_max == nullptr) return std::nullopt;
         return *ranks_max;
       },
       [](Rule& rule, std::int64_t number) {
         *ranks_max_of(rule.method) = static_cast<int>(number);
       }},
      {"last-points", "Borda's points of the last place", 0, 1,
       number_of<PositionsRule, &PositionsRule::last_points>,
       set_number<PositionsRule, &PositionsRule::last_points>},
      {"decimals", "decimals of votes", 0, 9, number_of<StvRules, &StvRules::decimals>,
       set_number<StvRules, &StvRules::decimals>},
      {"ballots-min", "ballots below which all go out together", 0, kNumberMax,
       number_of<OrderedStvRules, &OrderedStvRules::ballots_min>,
       set_number<OrderedStvRules, &OrderedStvRules::ballots_min>}};
}

base::Problem value_problem(std::string_view name, std::string_view found, std::string wanted) {
  return {"setting.value",
          {"", 0, std::string(name)},
          fmt::format("\"{}\"", found),
          std::move(wanted),
          "Write the setting as NAME=VALUE."};
}

std::string ids_of(const NamedSetting& setting) {
  std::string ids;
  for (const NamedValue& value : setting.values) {
    if (!ids.empty()) ids += ", ";
    ids += value.id;
  }
  return ids;
}

std::string range_of(const NumberSetting& setting) {
  return fmt::format("a whole number from {} to {}", setting.min, setting.max);
}

// What a text says in place of a number, as settings_of() has it; no value: nothing such.
std::optional<std::int64_t> unset_number(const NumberSetting& setting, const Rule& rule,
                                         std::string_view value) {
  const bool votes = std::holds_alternative<MostVotesRule>(rule.method) && setting.id == "votes";
  const bool may_be_unset = setting.id == "places" || setting.id == "votes";
  if (votes && value == unset_words(kAnyNumber)) return kAnyNumber;
  if (may_be_unset && value == unset_words(kAsOnBallot)) return kAsOnBallot;
  return std::nullopt;
}

constexpr std::string_view kShareValues = "a share above 0, at most 1: 3/5, 0.6";
constexpr std::string_view kNoShare = "none";

// Lists may go without a share.
std::string share_values_of(const Method& method) {
  const bool lists = std::holds_alternative<ListsRule>(method);
  return fmt::format("{}{}", kShareValues, lists ? "; or none" : "");
}

// Where a share stands that may not be set yet.
bool has_share(const Method& method) {
  return std::holds_alternative<ShareRule>(method) || std::holds_alternative<RunoffRule>(method) ||
         std::holds_alternative<ListsRule>(method);
}

base::Result<Rule> with_share(Rule rule, std::string_view text) {
  auto* lists = std::get_if<ListsRule>(&rule.method);
  if (lists != nullptr && text == kNoShare) {
    lists->threshold.reset();
    rule.changed.emplace_back("no share is needed");
    return rule;
  }
  const auto share = base::Rational::parse(text);
  if (!share || *share <= base::Rational(0) || *share > base::Rational(1)) {
    return base::Problems{value_problem("share", text, share_values_of(rule.method))};
  }
  if (lists != nullptr && !lists->threshold) {
    lists->threshold = ShareNeeded{*share, Reach::AtLeast};
  }
  share_of(rule.method)->share = *share;
  rule.changed.push_back(fmt::format("the share is {}", share->text()));
  return rule;
}

base::Problem unknown_setting(const Rule& rule, std::string_view name) {
  std::string known;
  for (const SettingHelp& help : settings_of(rule)) {
    if (!known.empty()) known += ", ";
    known += help.name;
  }
  return {"setting.name",
          {"", 0, std::string(name)},
          fmt::format("no such setting of {}", rule.id),
          "one of " + known,
          "Name a setting of this rule, or another rule."};
}

}  // namespace

std::vector<SettingHelp> settings_of(const Rule& rule) {
  std::vector<SettingHelp> settings;
  for (const NumberSetting& number : number_settings()) {
    const auto is = number.get(rule);
    if (!is) continue;
    settings.push_back({std::string(number.id), std::string(number.what), range_of(number),
                        *is < number.min ? std::string(unset_words(*is)) : fmt::format("{}", *is)});
  }
  if (has_share(rule.method)) {
    Method copy = rule.method;
    const ShareNeeded* share = share_of(copy);
    settings.push_back({"share", "the share that is needed", share_values_of(rule.method),
                        share == nullptr ? std::string(kNoShare) : share->share.text()});
  }
  for (const NamedSetting& setting : named_settings()) {
    const auto at = setting.get(rule.method);
    if (!at) continue;
    settings.push_back({std::string(setting.id), std::string(setting.what), ids_of(setting),
                        std::string(setting.values[*at].id)});
  }
  return settings;
}

base::Result<Rule> with_setting(Rule rule, std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    return base::Problems{{"setting.form",
                           {"", 0, ""},
                           fmt::format("\"{}\"", text),
                           "NAME=VALUE",
                           "Write the setting as NAME=VALUE."}};
  }
  const std::string_view name = text.substr(0, equals);
  const std::string_view value = text.substr(equals + 1);
  if (name == "share" && has_share(rule.method)) return with_share(std::move(rule), value);
  for (const NumberSetting& setting : number_settings()) {
    if (setting.id != name || !setting.get(rule)) continue;
    if (const auto unset = unset_number(setting, rule, value)) {
      setting.set(rule, *unset);
      rule.changed.push_back(fmt::format("{}: {}", setting.what, value));
      return rule;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    const bool whole = error == std::errc() && end == value.data() + value.size();
    if (!whole || number < setting.min || number > setting.max) {
      return base::Problems{value_problem(name, value, range_of(setting))};
    }
    setting.set(rule, number);
    rule.changed.push_back(fmt::format("{}: {}", setting.what, number));
    return rule;
  }
  for (const NamedSetting& setting : named_settings()) {
    if (setting.id != name || !setting.get(rule.method)) continue;
    const auto found = std::ranges::find(setting.values, value, &NamedValue::id);
    if (found == setting.values.end()) {
      return base::Problems{value_problem(name, value, "one of " + ids_of(setting))};
    }
    setting.set(rule.method, static_cast<std::size_t>(found - setting.values.begin()));
    rule.changed.push_back(fmt::format("{} {}", setting.what, found->words));
    return rule;
  }
  return base::Problems{unknown_setting(rule, name)};
}

std::vector<NeighbourRule> neighbours_of(const Rule& rule) {
  std::vector<NeighbourRule> neighbours;
  for (const NamedSetting& setting : named_settings()) {
    const auto is = setting.get(rule.method);
    if (!is) continue;
    for (std::size_t at = 0; at < setting.values.size(); ++at) {
      // That nobody wins a cycle is no way to decide one.
      const bool no_method = setting.id == "cycles" && setting.values[at].id == "nobody";
      if (at == *is || no_method) continue;
      Rule changed = rule;
      setting.set(changed.method, at);
      neighbours.push_back(
          {std::string(setting.what), std::string(setting.values[at].words), std::move(changed)});
    }
  }
  return neighbours;
}

}  // namespace recanvass::tabulate
