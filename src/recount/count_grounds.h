// On what a second count rests, as a certificate has to say it: who asked for it, whether that
// stands, what was ruled against the law's own finding, and whether the fee was paid in time. Made
// by workflow from its state; verify makes its own from the entries.
// Next: workflow/grounds.h, verify/grounds.h.
#pragma once

#include "base/date.h"
#include "base/quantity.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::recount {

enum class AskedStage { NotRuled, Accepted, Refused, Withdrawn };

/// A petition with its latest ruling.
struct AskedPetition {
  std::string id;
  AskedStage stage = AskedStage::NotRuled;
  bool against_the_law = false;  ///< the ruling is not what the program found the law to say
  bool was_accepted = false;  ///< by the latest ruling, whatever became of it since
  std::string order;  ///< by which it was ruled so; empty: none
  bool order_on_file = false;
  std::set<std::string> people{};  ///< names of who ruled
  bool is_free = false;  ///< by what was found of the law at its latest ruling
};

/// What had to be paid by a moment after which no payment is taken.
struct FeeDue {
  std::string until;  ///< local time
  base::UsdCents due;
  base::UsdCents paid;
};

/// What the law asks for at the figures counted, after a count by machine.
struct StageDue {
  std::string words;  ///< "manual recount of overvotes and undervotes: ..."
  std::string citation;
  std::int64_t by_machine = 0;  ///< units that were counted by machine alone
};

/// What the law says of ballots counted by hand after or beside a count by machine, in its words.
struct StageNamed {
  std::string words;
  std::string citation;
};

/// A recount that the law orders by itself.
struct OrderedByLaw {
  std::string words;  ///< "6 votes are 0.0998% of 6,009; ..."
  std::string citation;
};

/// The law of another day than the election's, more than a year apart.
struct OtherLawDay {
  std::string law_day;
  std::string election_day;
};

/// What was paid for a recount that the law found for its petitions gives free of charge.
struct PaidForNothing {
  std::string petitions;  ///< "petition P1"
  base::UsdCents paid;
  base::UsdCents refunded;
};

struct CountGrounds {
  bool is_counted = false;  ///< something was counted again
  bool by_the_law = false;  ///< a recount that the law orders by itself, not waived
  std::int64_t precincts = 0;  ///< petitions by precinct that are accepted
  std::vector<AskedPetition> petitions;  ///< by id
  std::set<std::string> orders;  ///< of a recount, or by which it is made; with their document
  std::set<std::string> orders_without_document;  ///< the same without
  std::optional<FeeDue> fee;  ///< whose moment has passed
  std::optional<PaidForNothing> free_of_charge;  ///< and something was paid
  std::optional<OtherLawDay> other_law_day;
  /// Units whose first count stands, without those that the policy lets nobody count again.
  std::int64_t first_counts = 0;
  std::optional<OrderedByLaw> not_recorded;  ///< by the law, and no entry says that it was so
  std::optional<StageDue> stage_due;  ///< once nothing is open
  std::optional<StageNamed> stage_named;  ///< the same, not due by figures, and nothing is by hand
};

/// No value: they are at most a year apart.
[[nodiscard]] std::optional<OtherLawDay> other_law_day(base::Date law_day, base::Date election_day);

/// The petitions by which the recount is free: each that is not refused or withdrawn is accepted
/// and found to be free, and none is of a precinct's voters. Empty: it is not, or is not known to
/// be.
[[nodiscard]] std::string free_by(const std::vector<AskedPetition>& petitions,
                                  std::int64_t precincts);

/// What begins a sentence that rests on the record of the law, which another program may have
/// otherwise.
inline constexpr std::string_view kLawOrders = "The law orders a recount by itself ";
inline constexpr std::string_view kLawStage = "By the law a second stage is due ";
inline constexpr std::string_view kLawNames = "Of a later stage the law says: ";

/// A sentence each: that nobody asked whose asking stands, once something was counted; petitions
/// that nobody ruled on; rulings against the law's finding, at any time; a fee that was not paid,
/// or that was where the recount is free; a recount that the law orders and nobody recorded, where
/// not all was counted again or nobody asked; a second stage that is due, or that the law has words
/// for and nothing was counted by hand; that the law of another
/// day than the election's was asked. Empty: nothing is to be said.
[[nodiscard]] std::vector<std::string> sentences_of(const CountGrounds& grounds);

}  // namespace recanvass::recount
