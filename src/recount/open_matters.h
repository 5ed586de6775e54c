// What a certificate has to be read with, besides votes that were moved: signed entries that were
// lost, work that is stayed, a certificate that was declared void or is overtaken in law,
// objections and discrepancies that are open, and claims that others than their party ended.
// Filled by workflow and by verify, each from its own reading. Next: workflow/open_matters.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::recount {

/// An older copy that was put back, as two officers recorded it.
struct LostEntries {
  std::uint64_t position = 0;
  std::int64_t lost_size = 0;  ///< entries of the longest checkpoint that was signed
  std::int64_t kept_size = 0;
  std::string reason;
  std::set<std::string> people;  ///< names
};

/// A certificate that was declared void.
struct VoidedCertificate {
  std::uint64_t position = 0;  ///< of the certificate
  std::string result_set;
  std::string reason;
  std::set<std::string> people;  ///< names
};

/// Counts that were opened since the certificate in force. Units by id.
struct OpenedSince {
  std::uint64_t position = 0;  ///< of the certificate
  std::vector<std::string> open{};
  std::vector<std::string> signed_off{};  ///< since
};

/// Another set stands in law than the one whose certificate is in force.
struct OvertakenCertificate {
  std::uint64_t position = 0;  ///< of the certificate
  std::string result_set;
  std::string stands;
  std::string act;  ///< the latest about the set that stands: "certified", "canvassed", ...
  std::string authority;
  std::string order;  ///< empty: by none
  std::set<std::string> people;  ///< names
};

/// A standing objection that is open, or that one account or others than its party ended.
struct ObjectionMatter {
  std::string id;
  std::int64_t affected = 0;  ///< envelopes or ballots
  std::set<std::string> people{};  ///< names of who ended it; none: it is open
};

/// A unit with more ballots than voters, of which too few were drawn out, though the policy draws
/// ballots down.
struct SurplusMatter {
  std::string unit;
  std::int64_t ballots = 0;  ///< counted, less those drawn out
  std::int64_t voters = 0;  ///< the fewest that its worksheet gives
  std::set<std::string> people{};  ///< names of who explained something in it
};

/// An order that no work goes on, and that nobody lifted.
struct OpenStay {
  std::string name;
  std::string from;  ///< local time
  std::string court;
  std::string case_number;
};

/// An input that two persons corrected after it was published.
struct CorrectedInput {
  std::string what;  ///< "unit W1", "the outcome"
  std::vector<std::string> reasons;  ///< in order
  std::set<std::uint64_t> positions;
  std::set<std::string> people;  ///< names
};

/// The reported outcome, where it is not the one that was published.
struct CorrectedOutcome {
  std::string changes;  ///< "A 698 to 718, B 708 to 688"
  std::string published;  ///< names of whom the published one elects
  std::string corrected;
};

/// Votes of a machine that no paper holds.
struct PaperlessMatter {
  std::string machine;
  std::string day{};  ///< empty: the machine leaves no paper at all
  std::int64_t votes = 0;  ///< of that day
};

struct OpenMatters {
  std::vector<OpenStay> stays;  ///< by name
  std::vector<CorrectedInput> corrected;  ///< the outcome first, then units by id
  std::optional<CorrectedOutcome> outcome;  ///< once nothing is open
  std::vector<LostEntries> lost;
  std::vector<VoidedCertificate> voided;
  std::optional<OvertakenCertificate> overtaken;
  OpenedSince opened;
  std::vector<ObjectionMatter> open;  ///< objections
  std::vector<ObjectionMatter> ruled_alone;
  std::vector<ObjectionMatter> withdrawn_by_others;
  std::int64_t claims_withdrawn = 0;  ///< of challenged ballots, by others than their party
  std::set<std::string> claims_withdrawn_by;  ///< names
  std::vector<std::string> discrepancies;  ///< opened by hand: "D1 (ballots, W2)"
  std::vector<std::string> rolls;  ///< paper that differs from its machine: "M1 of 2024-04-02"
  std::vector<PaperlessMatter> paperless;  ///< by machine and day
  std::vector<SurplusMatter> surplus;  ///< by unit
  std::vector<std::string> same_totals;  ///< on results media of several places: findings of R7
  std::optional<std::int64_t> lead;  ///< once nothing is open; no value: not known
};

/// Votes between the last one elected and the first one not; no value: everybody is elected.
[[nodiscard]] std::optional<std::int64_t> lead_in(const std::map<std::string, std::int64_t>& votes,
                                                  std::int64_t seats);

inline constexpr std::string_view kClaimsCouldDecide = "Claims that could decide: ";
inline constexpr std::string_view kSurplus = "More ballots than voters, and too few drawn out ";
inline constexpr std::string_view kSameTotals = "Results media of the same totals (R7): ";
inline constexpr std::string_view kRollsDiffer = "Paper rolls that differ from their machines ";
inline constexpr std::string_view kNoPaper =
    "Votes without paper, which nobody can count by hand: ";
inline constexpr std::string_view kClaimsWithdrawn = "Claims on challenged ballots that others ";

/// Who led with the first counts of units in which ballots were counted by exception.
struct ExceptionsLead {
  std::int64_t lead = 0;  ///< as certified; 0: a tie
  std::int64_t ballots = 0;  ///< exceptions
  std::int64_t units = 0;
  std::string names;  ///< who would be elected, or tie
  std::int64_t lead_then = 0;  ///< 0: they tie
  bool same = false;  ///< as certified
};
/// Units of which two second counts stand that say different things, and who would lead with the
/// other ones.
struct OtherCounts {
  std::set<std::string> units;
  std::string names;  ///< who would be elected, or tie
  std::int64_t lead_then = 0;  ///< 0: they tie
  bool same = false;  ///< as certified
};
inline constexpr std::string_view kTwoCounts = "Two second counts say different things: ";
/// Empty: there are none.
[[nodiscard]] std::string other_counts_sentence(const OtherCounts& found);

inline constexpr std::string_view kLeadIs = "The lead is ";
[[nodiscard]] std::string exceptions_sentence(const ExceptionsLead& found);

/// Ballots that count otherwise than tallied: by whose word, and who entered it.
struct MovedBy {
  std::int64_t ballots = 0;
  std::int64_t by_order = 0;  ///< of these by orders of courts
  std::set<std::string> orders;  ///< "Circuit Court, 16-CV-1 (O2)"
  std::string people;  ///< names, ", " between
};
[[nodiscard]] std::string moved_by_words(const MovedBy& moved);

/// What holds whether or not a count is open: what is stayed, was lost, corrected, voided or
/// overtaken.
[[nodiscard]] std::vector<std::string> record_sentences(const OpenMatters& matters);
/// What is open or was ended by others than those whose it was.
[[nodiscard]] std::vector<std::string> matter_sentences(const OpenMatters& matters);

}  // namespace recanvass::recount
