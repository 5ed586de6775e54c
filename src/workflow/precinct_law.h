// Petitions by precinct: so many voters of each district, each county with its own clock. What the
// law says of one, and what is known of its district. Asked by petition.precinct and
// county.computed; shown by the views precinct-petitions and petition-plan.
#pragma once

#include "law/answer.h"
#include "law/statute.h"
#include "workflow/operation.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// What is said of a district whose machines leave no paper.
inline constexpr const char* kNoPaperWords = "recount re-reads memory; no paper to examine";

/// How a law asks for petitions by precinct.
struct PrecinctRule {
  const law::RecountStatute* statute = nullptr;
  std::int64_t signers = 0;  ///< voters of each district
  std::string event;  ///< what starts each county's clock, an id of law/clock_event.h
  law::Facts facts;  ///< of the contest, without a county's clock
};

/// The rule of the operation's law; no value where it has no such petitions.
[[nodiscard]] std::optional<PrecinctRule> precinct_rule(const Operation& operation);

/// The deadline of a county whose clock started at `computed` (no value: not known); `as_of`
/// decides its status.
[[nodiscard]] law::Deadline county_deadline(const Operation& operation, const PrecinctRule& rule,
                                            std::optional<election::Moment> computed,
                                            std::optional<base::LocalTime> as_of);

/// When the county's clock started, as stated; no value: not recorded.
[[nodiscard]] std::optional<election::Moment> computed_in(const Operation& operation,
                                                          const PrecinctRule& rule,
                                                          const std::string& county);

/// What is decided about one petition, and in which words.
struct PrecinctFinding {
  PrecinctVerdict verdict = PrecinctVerdict::Waiting;
  std::vector<std::string> causes;  ///< see PrecinctDecision
  std::string words;
  std::optional<std::int64_t> fee_cents;
};

/// Everything that is against it at once; nothing against it: accepted, or waiting for its clock.
/// @param deposit  "cash" or "bond", which the law may price apart; empty: nothing was paid, which
///                 speaks against a petition where the law sets a price of each
[[nodiscard]] PrecinctFinding find_precinct(const Operation& operation, const PrecinctRule& rule,
                                            const PrecinctPetition& petition,
                                            const std::string& deposit);

/// Whether only the county's clock decided, so that another clock decides again.
[[nodiscard]] bool clock_decides(const PrecinctDecision& decision);

/// Whether people can read what a district's machines recorded; as stated for the unit, else for
/// its county, else ballots. Null: nothing was stated.
[[nodiscard]] const DistrictEquipment* equipment_of(const Operation& operation,
                                                    const std::string& unit,
                                                    const std::string& county);

/// Whether a signer's reference may be published: not a name, but initials with a number
/// ("JS-1041") or a salted hash of 16 to 64 hexadecimal digits.
[[nodiscard]] bool is_voter_reference(const std::string& text);

}  // namespace recanvass::workflow
