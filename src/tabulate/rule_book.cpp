#include "tabulate/rule_book.h"

#include "base/check.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace recanvass::tabulate {
namespace {

Rule method_rule(std::string_view id, std::string_view name, std::string_view citation,
                 Method method, std::string_view open = {}) {
  Rule rule;
  rule.id = id;
  rule.name = name;
  rule.citation = citation;
  rule.open = open;
  rule.method = std::move(method);
  return rule;
}

constexpr std::string_view kPlainVotes =
    "No method of its own: the law of the place says how many places and votes there are.";
constexpr std::string_view kQuorum =
    "The share and whether it must be reached or exceeded are the place's law: set share and "
    "reach. The base is all votes for a choice.";
constexpr std::string_view kListsAre = "Each choice is a list, unless lists are named.";
constexpr std::string_view kEqualStrength =
    "Strength is by winning votes; set strength=difference for the other. Only the order of ranks "
    "counts: blank ones say nothing, choices at one rank are equal, of a choice ranked again the "
    "first rank counts, who is not ranked is below all who are. Each of these can be set.";
constexpr std::string_view kOrderCounts =
    "Only the order of ranks counts: blank ones say nothing, choices at one rank are equal, of a "
    "choice ranked again the first rank counts, who is not ranked is below all who are. Each of "
    "these can be set.";

std::vector<Rule> vote_methods() {
  return {
      method_rule("approval", "approval voting",
                  "Brams and Fishburn, Approval Voting, Am. Pol. Sci. Rev. 72 (1978)",
                  MostVotesRule{MostVotesRule::Limit::None, 0}),
      method_rule(
          "borda", "points by rank: n - 1 for the first, 0 for the last",
          "Borda, Memoire sur les elections au scrutin (1781)", PositionsRule{},
          "n is the number of choices; who is not ranked gets nothing. A blank rank does not move "
          "later ones up; a rank with several choices gives none, nor does what comes after it; of "
          "a choice ranked again the first rank counts. Each of these can be set but that who is "
          "not ranked gets nothing."),
      method_rule("cumulative", "most votes, of which one choice may have several",
                  "the place's law", CumulativeRule{},
                  "A card with more votes than it may give counts for nobody. Where an export has "
                  "the votes as ranks, each rank that is marked is a vote; a card may give as many "
                  "as there are, and that many places are filled: set votes and places."),
      method_rule("dowdall", "points by rank: 1, 1/2, 1/3, ... (as in Nauru)",
                  "Reilly, Social Choice in the South Seas, Int. Pol. Sci. Rev. 23 (2002)",
                  PositionsRule{.points = PositionsRule::Points::Dowdall},
                  "Points are in units of one over the least common multiple of the ranks. Blank, "
                  "repeated and overvoted ranks are read as borda reads them, and can be set."),
      method_rule("majority-or-runoff", "a majority, or a runoff of the first two",
                  "the place's law; set share, reach and advance", RunoffRule{}, kQuorum),
      method_rule("plurality", "most votes", "the place's law", MostVotesRule{}, kPlainVotes),
      method_rule("score", "the sum of scores",
                  "Smith, Range Voting (2000); set score-max where the ballot has a limit",
                  ScoresRule{}),
      method_rule("share", "a share of all votes that must be reached",
                  "the place's law; set share and reach",
                  ShareRule{{base::Rational(1, 2), Reach::Above}}, kQuorum),
      method_rule("star", "STAR: scores, then an automatic runoff of two",
                  "STAR Voting as the Equal Vote Coalition describes it (2014)", StarRule{},
                  "Its order of tie-breaks is not followed: a tie is left to a lot."),
  };
}

std::vector<Rule> pairwise_methods() {
  using Kind = PairwiseRule::Method;
  return {
      method_rule("condorcet", "who is preferred to every other; nobody where there is no such",
                  "Condorcet, Essai sur l'application de l'analyse (1785)",
                  PairwiseRule{Kind::CondorcetOnly, DefeatStrength::WinningVotes}, kOrderCounts),
      method_rule("minimax", "whose strongest defeat is weakest",
                  "Simpson (1969); Kramer, J. Econ. Theory 16 (1977)",
                  PairwiseRule{Kind::Minimax, DefeatStrength::WinningVotes}, kEqualStrength),
      method_rule("ranked-pairs", "defeats locked from the strongest",
                  "Tideman, Soc. Choice Welf. 4 (1987)",
                  PairwiseRule{Kind::RankedPairs, DefeatStrength::WinningVotes}, kEqualStrength),
      method_rule("schulze", "strongest paths of defeats", "Schulze, Soc. Choice Welf. 36 (2011)",
                  PairwiseRule{Kind::Schulze, DefeatStrength::WinningVotes}, kEqualStrength),
  };
}

std::vector<Rule> list_methods() {
  const std::string_view citation = "Balinski and Young, Fair Representation (2nd ed. 2001)";
  return {
      method_rule("dhondt", "lists by divisors 1, 2, 3, ... (Jefferson)", citation,
                  ListsRule{SeatMethod::DHondt, {}}, kListsAre),
      method_rule("hamilton", "lists by whole quotas, then largest remainders", citation,
                  ListsRule{SeatMethod::Hamilton, {}}, kListsAre),
      method_rule("modified-sainte-lague", "lists by divisors 1.4, 3, 5, ...", citation,
                  ListsRule{SeatMethod::ModifiedSainteLague, {}}, kListsAre),
      method_rule("sainte-lague", "lists by divisors 1, 3, 5, ... (Webster)", citation,
                  ListsRule{SeatMethod::SainteLague, {}}, kListsAre),
  };
}

template <class Set>
void add_places(const Set& sets, std::vector<Rule>& rules) {
  for (const auto& set : sets) {
    Rule rule = method_rule(set.id, set.place, set.citation, set.rules, set.open);
    rule.confidence = set.confidence;
    rules.push_back(std::move(rule));
  }
}

std::vector<Rule> every_rule() {
  std::vector<Rule> methods = vote_methods();
  std::ranges::move(pairwise_methods(), std::back_inserter(methods));
  std::ranges::move(list_methods(), std::back_inserter(methods));
  methods.push_back(method_rule("irv", "an instant runoff, settings as given",
                                "no statute: every setting is the one given", IrvRules{}));
  StvRules stv;
  stv.decimals = 5;
  methods.push_back(method_rule("stv", "single transferable votes, settings as given",
                                "no statute: every setting is the one given", stv));
  std::ranges::sort(methods, {}, &Rule::id);
  std::vector<Rule> places;
  add_places(irv_rule_sets(), places);
  add_places(stv_rule_sets(), places);
  add_places(ordered_stv_rule_sets(), places);
  std::ranges::sort(places, {}, &Rule::id);
  std::ranges::move(places, std::back_inserter(methods));
  return methods;
}

struct Words {
  std::string operator()(const MostVotesRule& rule) const {
    return rule.limit == MostVotesRule::Limit::None ? "approval" : "most votes";
  }
  std::string operator()(const CumulativeRule&) const { return "cumulative votes"; }
  std::string operator()(const ShareRule&) const { return "a share that must be reached"; }
  std::string operator()(const RunoffRule&) const { return "a majority or a runoff"; }
  std::string operator()(const PositionsRule&) const { return "points by rank"; }
  std::string operator()(const ScoresRule&) const { return "scores"; }
  std::string operator()(const StarRule&) const { return "scores and an automatic runoff"; }
  std::string operator()(const PairwiseRule&) const { return "every choice against every other"; }
  std::string operator()(const ListsRule&) const { return "seats for lists"; }
  std::string operator()(const IrvRules&) const { return "instant runoff"; }
  std::string operator()(const StvRules&) const { return "single transferable votes"; }
  std::string operator()(const OrderedStvRules&) const {
    return "single transferable votes, whole ballots by their order";
  }
};

}  // namespace

const std::vector<Rule>& rule_book() {
  static const std::vector<Rule> rules = every_rule();
  return rules;
}

std::optional<Rule> rule_named(std::string_view id) {
  const auto found = std::ranges::find(rule_book(), id, &Rule::id);
  if (found == rule_book().end()) return std::nullopt;
  return *found;
}

Rule usual_rule() {
  const auto rule = rule_named("plurality");
  RECANVASS_CHECK(rule.has_value());
  return *rule;
}

bool needs_ranks(const Method& method) {
  return std::holds_alternative<PositionsRule>(method) ||
         std::holds_alternative<IrvRules>(method) || std::holds_alternative<StvRules>(method) ||
         std::holds_alternative<OrderedStvRules>(method);
}

std::int64_t places_of(const Rule& rule, const election::CardContest& contest) {
  if (rule.places > 0) return rule.places;
  const bool seats = std::holds_alternative<StvRules>(rule.method) ||
                     std::holds_alternative<OrderedStvRules>(rule.method);
  if (std::holds_alternative<CumulativeRule>(rule.method)) {
    return std::max<std::int64_t>({1, contest.vote_for, contest.ranks});
  }
  const bool one = (contest.ranks > 0 && !seats) ||
                   std::holds_alternative<ScoresRule>(rule.method) ||
                   std::holds_alternative<StarRule>(rule.method) ||
                   std::holds_alternative<PairwiseRule>(rule.method);
  return one ? 1 : std::max<std::int64_t>(1, contest.vote_for);
}

std::string kind_of(const Method& method) { return std::visit(Words(), method); }

}  // namespace recanvass::tabulate
