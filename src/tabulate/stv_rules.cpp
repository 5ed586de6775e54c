#include "tabulate/stv_rules.h"

#include <algorithm>
#include <array>

namespace recanvass::tabulate {
namespace {

// Numbering that is broken or repeated ends an Australian or Scottish paper.
constexpr RankReading kConsecutive = {.skipped = SkippedRanks::StopAtOne,
                                      .overvoted = OvervotedRanks::Stop,
                                      .repeated = RepeatedRanks::PassOver};

constexpr StvRules kAct = {.reading = kConsecutive,
                           .decimals = 6,
                           .surplus_value = SurplusValue::PerLastPaper,
                           .surplus_order = SurplusOrder::EarliestElected,
                           .exclusion_steps = ExclusionSteps::ByValue,
                           .elected_when = ElectedWhen::AtQuota,
                           .exclusion = StvExclusion::Lowest,
                           .tie_break = TieBreak::EarlierRound};

constexpr StvRules before_2020(StvRules rules) {
  rules.decimals = 0;
  return rules;
}

constexpr std::array kStvRuleSets = {
    StvRuleSet{.id = "au-act",
               .place = "Australian Capital Territory, Legislative Assembly (Hare-Clark)",
               .citation = "Electoral Act 1992 (ACT), Schedule 4, as amended in 2020",
               .confidence = RuleConfidence::Medium,
               .rules = kAct,
               .open =
                   "Read in descriptions, not in its text. Any excess over the quota is a surplus, "
                   "as Elections ACT holds since votes have six decimals."},
    StvRuleSet{.id = "au-act-2016",
               .place = "Australian Capital Territory, before 2020",
               .citation = "Electoral Act 1992 (ACT), Schedule 4, as in force in 2016",
               .confidence = RuleConfidence::Medium,
               .rules = before_2020(kAct),
               .open = "Read in descriptions, not in its text. Votes are whole numbers."},
    StvRuleSet{
        .id = "au-nsw-councils",
        .place = "New South Wales: councillors, since 2021",
        .citation = "Local Government (General) Regulation 2005 (NSW), Schedule 5 (proportional "
                    "system), as in force for the elections of December 2021",
        .confidence = RuleConfidence::High,
        .rules = {.reading = kConsecutive,
                  .decimals = 0,
                  .surplus_value = SurplusValue::WeightedGoingOn,
                  .surplus_order = SurplusOrder::EarliestElected,
                  .exclusion_steps = ExclusionSteps::AtOnceByTransfer,
                  .elected_when = ElectedWhen::AtQuota,
                  .exclusion = StvExclusion::Lowest,
                  .tie_break = TieBreak::EarlierRound,
                  .last_seats = LastSeats::NobodyCanCatchUp},
        .open =
            "The text is open in places that can matter. Read here: a surplus is one transfer, "
            "cut apart for each value (cl 7(4)(c)); papers of an excluded candidate are cut "
            "apart for each transfer and value (cl 9(2)(b)); who reaches the quota is looked "
            "at when an exclusion is done (cl 10); exhausted papers are excluded at their exact "
            "value, and a fraction with nothing left below it is 1 (cl 7(4)(a), (6)). The "
            "commission cuts a surplus apart for each earlier transfer as well."},
    StvRuleSet{
        .id = "au-senate",
        .place = "Australian Senate, counted by computer",
        .citation = "Commonwealth Electoral Act 1918 s 273(8)-(18), as amended in 2021",
        .confidence = RuleConfidence::Medium,
        .rules = {.reading = kConsecutive,
                  .decimals = 0,
                  .surplus_value = SurplusValue::PerPaper,
                  .surplus_order = SurplusOrder::EarliestElected,
                  .exclusion_steps = ExclusionSteps::ByValue,
                  .elected_when = ElectedWhen::AtQuota,
                  .exclusion = StvExclusion::Lowest,
                  .tie_break = TieBreak::EarlierRound,
                  .last_seats = LastSeats::TwoLeftDecide},
        .open = "Read in descriptions, not in its text. Group tickets and votes above the line "
                "are expanded before the count. Whether the last seats may be filled while an "
                "exclusion or a surplus is under way is open in the text; here it is finished "
                "first. Two left with equal votes wait for the officer's casting vote (s 273(17)), "
                "put in as a lot on who goes out. Of others that are equal goes whom any "
                "earlier count tells apart, where s 273(22) and (31) ask for a count at which "
                "each of them differed; tie-break=lot leaves those to the officer as well."},
    StvRuleSet{
        .id = "gb-scotland-councils",
        .place = "Scotland, local councils",
        .citation = "Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, "
                    "rules 45-52",
        .confidence = RuleConfidence::Medium,
        .rules = {.reading = kConsecutive,
                  .decimals = 5,
                  .surplus_value = SurplusValue::Weighted,
                  .surplus_order = SurplusOrder::Largest,
                  .exclusion_steps = ExclusionSteps::AtOnce,
                  .elected_when = ElectedWhen::AtQuota,
                  .exclusion = StvExclusion::Lowest,
                  .tie_break = TieBreak::EarlierRound},
        .open = "Rule 48 (the transfer value) was read in its text, the others in descriptions."},
    StvRuleSet{
        .id = "us-mn-minneapolis-seats",
        .place = "Minneapolis, several seats",
        .citation = "Minneapolis Code of Ordinances, Title 8.5, §§ 167.20, 167.70",
        .confidence = RuleConfidence::High,
        .rules = {.reading = {.overvoted = OvervotedRanks::PassOver},
                  .decimals = 4,
                  .surplus_value = SurplusValue::WeightedFraction,
                  .surplus_order = SurplusOrder::Largest,
                  .exclusion_steps = ExclusionSteps::AtOnce,
                  .elected_when = ElectedWhen::AtSurplusTransfer,
                  .exclusion = StvExclusion::CertainLosersFirst,
                  .tie_break = TieBreak::Lot},
        .open = "Undeclared write-ins are defeated with the first who cannot be elected; here they "
                "are a choice like any other and go out when they cannot be."},
};

constexpr std::array kOrderedStvRuleSets = {OrderedStvRuleSet{
    .id = "us-ma-cambridge",
    .place = "Cambridge, Massachusetts",
    .citation = "Mass. Gen. Laws ch. 54A, §§ 9, 16(b); the city's Cincinnati method for surpluses",
    .confidence = RuleConfidence::Medium,
    .rules = {.reading = {.skipped = SkippedRanks::PassOver,
                          .overvoted = OvervotedRanks::PassOver,
                          .repeated = RepeatedRanks::PassOver},
              .ballots_min = 50,
              .tie_break = TieBreak::EarlierRound},
    .open =
        "§ 9 was read in its text, the Cincinnati method in the city's description, which names "
        "neither the order of surpluses (the largest first here, equal ones by lot) nor what "
        "half a step rounds to (up). Those with fewer ballots than the signatures for a "
        "nomination (50) go out together, unless too few would be left. The order of precincts "
        "is drawn before the count; without it the order of the export holds."}};

}  // namespace

std::span<const OrderedStvRuleSet> ordered_stv_rule_sets() { return kOrderedStvRuleSets; }

std::span<const StvRuleSet> stv_rule_sets() { return kStvRuleSets; }

std::optional<StvRuleSet> stv_rule_set(std::string_view id) {
  const auto found = std::ranges::find(kStvRuleSets, id, &StvRuleSet::id);
  if (found == kStvRuleSets.end()) return std::nullopt;
  return *found;
}

}  // namespace recanvass::tabulate
