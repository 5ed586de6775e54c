#include "tabulate/irv_rules.h"

#include <algorithm>
#include <array>

namespace recanvass::tabulate {
namespace {

constexpr std::string_view kRepeatedIsOpen =
    "The text does not speak of one choice at two ranks: later marks are passed over.";

constexpr std::string_view kBatchOfMaine =
    "The text allows batch elimination and does not ask for it (§ 723-A(4)(B)): it is used in "
    "every "
    "round. Out are all who are \"mathematically impossible to be elected\" (§ 723-A(1)(A), (G)): "
    "whose votes and those of all with as many or fewer are not enough to surpass the next higher "
    "one, and all below them, also where that leaves one. It does not speak of one choice at two "
    "ranks: later marks are passed over.";

// Overvotes end a ballot, blank ranks are passed over, last ones go out one by one or together when
// they cannot catch the next one: what the cities of California's Bay Area have in common.
constexpr IrvRules kBayArea = {.reading = {},
                               .elimination = Elimination::BatchIfBelow,
                               .finish = Finish::Majority,
                               .tie_break = TieBreak::Lot};

constexpr std::array kRuleSets = {
    IrvRuleSet{
        .id = "au-nsw-mayor",
        .place = "New South Wales: mayors elected by the people",
        .citation = "Local Government (General) Regulation 2005 (NSW), Schedule 4 (optional "
                    "preferential system), as in force for the elections of December 2021",
        .confidence = RuleConfidence::High,
        .rules = {.reading = {.skipped = SkippedRanks::StopAtOne,
                              .overvoted = OvervotedRanks::Stop,
                              .repeated = RepeatedRanks::PassOver},
                  .elimination = Elimination::OneAtATime,
                  .finish = Finish::Majority,
                  .tie_break = TieBreak::EarlierRound},
        .open = "Formality is decided before the count. Of three equal ones of whom two are lowest "
                "at an earlier count, the text does not say who goes out: earlier counts are asked "
                "again for those two."},
    IrvRuleSet{
        .id = "us-ak",
        .place = "Alaska",
        .citation = "Alaska Stat. § 15.15.350(d)-(g)",
        .confidence = RuleConfidence::Medium,
        .rules = {.reading = {.skipped = SkippedRanks::StopAtTwo},
                  .elimination = Elimination::OneAtATime,
                  .finish = Finish::MajorityAtFirstOrTwo,
                  .tie_break = TieBreak::Lot},
        .open = "Write-ins that are not told apart are left out of the count by regulation unless "
                "they come first or a close second together; here they are a choice like any "
                "other."},
    IrvRuleSet{
        .id = "us-ca-oakland",
        .place = "Oakland (Alameda County)",
        .citation = "Oakland City Charter § 1105",
        .confidence = RuleConfidence::Medium,
        .rules = kBayArea,
        .open = "A blank rank is passed over. In November 2022 the system was set to suspend "
                "ballots with a blank first rank, which is not the charter's rule and is not this "
                "one."},
    IrvRuleSet{.id = "us-ca-san-francisco",
               .place = "San Francisco",
               .citation = "San Francisco Charter § 13.102(a), (c)-(f)",
               .confidence = RuleConfidence::High,
               .rules = kBayArea,
               .open = kRepeatedIsOpen},
    IrvRuleSet{.id = "us-me",
               .place = "Maine",
               .citation = "21-A M.R.S. § 723-A, as amended by P.L. 2023, ch. 304",
               .confidence = RuleConfidence::High,
               .rules = {.reading = {.skipped = SkippedRanks::StopAtTwo},
                         .elimination = Elimination::OneAtATime,
                         .finish = Finish::TwoLeft,
                         .tie_break = TieBreak::Lot},
               .open = kRepeatedIsOpen},
    IrvRuleSet{.id = "us-me-2020",
               .place = "Maine, before batch elimination was repealed",
               .citation = "21-A M.R.S. § 723-A, as amended by P.L. 2019, ch. 320",
               .confidence = RuleConfidence::High,
               .rules = {.reading = {.skipped = SkippedRanks::StopAtTwo},
                         .elimination = Elimination::BatchIfNotAbove,
                         .finish = Finish::TwoLeft,
                         .tie_break = TieBreak::Lot},
               .open = kBatchOfMaine},
    IrvRuleSet{
        .id = "us-mn-minneapolis",
        .place = "Minneapolis, one seat",
        .citation = "Minneapolis Code of Ordinances, Title 8.5, §§ 167.20, 167.60, 167.70(c)(2)",
        .confidence = RuleConfidence::High,
        .rules = {.reading = {.overvoted = OvervotedRanks::PassOver},
                  .elimination = Elimination::BatchIfBelow,
                  .finish = Finish::TwoLeft,
                  .tie_break = TieBreak::Lot,
                  .write_ins = WriteIns::OutFirst},
        .open = "§ 167.60 is read by its twin for several seats. The threshold that ends a count "
                "early is left out: it changes the rounds, never the winner."},
    IrvRuleSet{.id = "us-ny-new-york-city",
               .place = "New York City: primaries and special elections",
               .citation = "New York City Charter § 1057-g",
               .confidence = RuleConfidence::Low,
               .rules = {.reading = {.ranks_max = 5},
                         .elimination = Elimination::OneAtATime,
                         .finish = Finish::MajorityAtFirstOrTwo,
                         .tie_break = TieBreak::Lot},
               .open =
                   "The text was not read. Elimination of several at once is practised and is left "
                   "out here."},
};

}  // namespace

std::span<const IrvRuleSet> irv_rule_sets() { return kRuleSets; }

std::optional<IrvRuleSet> irv_rule_set(std::string_view id) {
  const auto found = std::ranges::find(kRuleSets, id, &IrvRuleSet::id);
  if (found == kRuleSets.end()) return std::nullopt;
  return *found;
}

}  // namespace recanvass::tabulate
