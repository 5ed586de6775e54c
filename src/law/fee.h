// What a petition costs: deposits, bonds and fees by unit, in tiers by margin, office and method.
// Money is whole cents. Next: law/statute.h.
#pragma once

#include "law/threshold.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::law {

/// How a tier charges.
enum class Charge {
  Amount,         ///< the stated amount, by unit
  Nothing,        ///< free of charge
  ActualCost,     ///< whatever it costs
  EstimatedCost,  ///< an estimate, paid before it starts
  BondForAllCost  ///< security for the whole cost
};

enum class FeeUnit {
  Recount,
  Precinct,
  County,
  District,
  Ward,
  Ballot,
  Day,
  FirstPrecincts,
  ByScope,
  ByJudge,
  PetitionOnly,
  StatewideRecount
};

/// One tier of a fee. The amount is per unit; `further` is charged for each block beyond the first.
struct FeeTier {
  Scope scope;
  std::vector<Limit> any_of;  ///< margins of this tier; empty: every margin
  std::string what;  ///< "hand count", "a house district": what the petitioner chooses
  /// "where an electronic voting system was used": the units that the price is for. Each unit has
  /// one of these prices; the petitioner does not choose it.
  std::string where;
  Charge charge = Charge::Amount;
  std::optional<base::UsdCents> amount;
  std::optional<FeeUnit> unit;
  std::optional<std::int64_t> first_block;  ///< units that `amount` pays for: 10 precincts
  std::optional<FeeUnit> block_unit;  ///< what the blocks are of: ballots
  std::optional<base::UsdCents> further;  ///< for each further block
  std::optional<std::int64_t> further_block;  ///< size of a further block; 1 when absent
  std::optional<base::UsdCents> at_most;  ///< the sum is never more
  std::optional<base::UsdCents> at_most_per_ballot;  ///< nor more than this per vote or ballot cast
  std::optional<base::UsdCents> at_least;  ///< the sum is never less
  std::optional<base::Rational> at_least_share_of_estimate;
  std::optional<base::UsdCents> surcharge;  ///< once more, in the case of surcharge_words
  std::string surcharge_words;
  bool is_cap = false;  ///< the amount is the most that may be asked, not what is asked
  bool settled_to_actual =
      false;  ///< the rest of the actual cost is payable, or what is left returned
};

/// What asking costs, and when it is free.
struct FeeRule {
  std::string kind;  ///< "deposit_per_precinct"; see law/token.h
  std::optional<base::UsdCents> amount;  ///< headline amount
  std::optional<FeeUnit> unit;
  std::vector<FeeTier> schedule;  ///< first tier that fits decides
  std::vector<Tier> free;  ///< margins within which nothing is paid
  std::optional<base::Date> confirmed_from;  ///< the amount before this day was not found
};

[[nodiscard]] std::string words_of(const FeeTier& tier);
[[nodiscard]] std::string words_of(const FeeRule& rule);
/// The same in parts, for a rule with many prices: the kind, and the words of each tier that asks
/// for money.
struct PriceList {
  std::string kind;  ///< "a fee by office"
  std::vector<std::string> prices;
};
[[nodiscard]] PriceList prices_of(const FeeRule& rule);
[[nodiscard]] std::string name_of(FeeUnit unit);
[[nodiscard]] std::optional<FeeUnit> fee_unit_named(std::string_view word);

/// What those pay whose price is not that of `facts`, in words; empty where all pay the same.
/// @param other  the same contest, asked by somebody who may be further behind
[[nodiscard]] std::string words_of_others(const FeeRule& rule, const Facts& facts,
                                          const Facts& other);

/// The fee of a petition on these facts: its words, and its sum where amount and units are known.
[[nodiscard]] Fee find(const FeeRule& rule, const Facts& facts, std::vector<std::string>& missing);

}  // namespace recanvass::law
