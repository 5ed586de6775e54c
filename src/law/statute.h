// The recount law of one jurisdiction as in force on a range of dates: everything one entry of
// statutes/us-xx/recount.toml says, typed. Read by formats/statute_reader.h, applied by
// law/knowledge.h. The main row describes statewide candidate contests at a general election.
#pragma once

#include "base/date.h"
#include "law/deadline.h"
#include "law/fee.h"
#include "law/petitioner.h"
#include "law/threshold.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::law {

/// How well a first or last day is known. From: Exact, Year, NotAfter (in force on that date, start
/// earlier and unknown). To: Exact, Year, NotBefore (still in force then, end unknown), Open.
enum class DayPrecision { Exact, Year, NotAfter, NotBefore, Open };

/// A day of a range of dates in force; only the year is known unless `day` is set.
struct InForceDay {
  int year = 0;  ///< 0 when Open
  std::optional<base::Date> day;
  DayPrecision precision = DayPrecision::Exact;
};

/// Days in force, both ends included.
struct InForce {
  InForceDay from;
  InForceDay to;

  /// First and last day on which the rule is known to have been in force, years counted whole.
  [[nodiscard]] base::Date first() const;
  [[nodiscard]] base::Date last() const;
};

/// Whether presidential electors are covered: the text says so, says not, or was not seen with
/// electors named.
enum class Coverage { Yes, No, Unclear };

/// What the record holds in words only, and for which contests.
struct Prose {
  Scope scope;
  std::string text;
};

/// A yes or no of the record with its two ways of not answering.
enum class Recorded { Yes, No, Unknown, NotApplicable };

/// Recounts that nobody has to ask for.
struct AutomaticRule {
  Verdict exists = Verdict::No;  ///< a recount without a request, for the main contests
  Scope scope;  ///< contests that the rule is about
  Verdict outside = Verdict::Unknown;  ///< what holds for others: No, or not recorded
  bool tie_only = false;
  Recorded waivable = Recorded::NotApplicable;
  Coverage president = Coverage::Unclear;
  std::vector<Tier> tiers;
  std::vector<Prose> prose;
};

/// What became known on a day: a ruling on the rule, an election held under it.
struct DatedNote {
  base::Date known_on = base::Date::of(1, 1, 1);  ///< the first day on which it is told
  std::string text;
};

/// What a lower-placed petitioner meets where the ground has to be believed or shown.
struct LowerPlaced {
  int from_place = 3;  ///< 3: whoever is behind the first one not elected
  std::string words;  ///< why it is contested
  std::vector<DatedNote> rulings;  ///< on it, by day
};

struct PetitionRule {
  Verdict exists = Verdict::No;
  std::string not_found;  ///< with exists No: what is known to have existed, its terms not found
  Scope scope;  ///< contests that the rule is about
  Verdict outside = Verdict::Unknown;
  Coverage president = Coverage::Unclear;
  std::vector<PetitionerRule> who;
  std::string filed_with;  ///< token of law/token.h
  std::string ground;  ///< token; empty: not known
  std::optional<LowerPlaced> contested;
  std::vector<Tier> tiers;  ///< margins at which it is accepted
  std::vector<DeadlineRule> deadlines;
  std::vector<Prose> prose;
};

/// What follows the first count, or changes its method, at margins within a tier.
struct Stage {
  Tier tier;
  std::string what;  ///< "manual recount of overvotes and undervotes"
};

/// When a recount must be done.
struct CompletionRule {
  std::optional<Term> term;
  std::string words;  ///< the rule where one number is not enough
};

struct RecountStatute {
  std::string id;  ///< "us-wi-2015"
  election::JurisdictionId jurisdiction;
  std::string jurisdiction_name;  ///< "Wisconsin"
  InForce in_force;
  std::vector<std::string> applies_to;  ///< tokens of law/token.h

  AutomaticRule automatic;
  PetitionRule petition;
  std::string payer;  ///< token
  FeeRule fee;
  std::vector<Prose> fee_prose;
  std::vector<std::string> refund;  ///< tokens
  std::string method;  ///< token
  std::string second_stage;  ///< in words; empty: none
  std::vector<Stage> stages;  ///< parts of it that a margin decides; first that covers
  std::string partial;  ///< token: yes, no, unclear, staged_until_concession, n/a
  std::string official_initiated;  ///< in words; empty: none known
  CompletionRule completion;
  std::string tie_rule;  ///< token; "unknown" where not seen

  std::string citation;
  std::string source;
  std::string source_date;  ///< newest source seen: "2016-12" or a year
  Confidence confidence = Confidence::Low;
  std::string notes;  ///< on the record itself
  std::vector<DatedNote> later_notes;  ///< on what happened under the rule, by day
  std::vector<std::string> from_memory;  ///< what was filled in from general knowledge
};

[[nodiscard]] std::string words_of(const InForce& in_force);  ///< "3 Jul 2015 to 1 Dec 2017"
[[nodiscard]] std::string name_of(DayPrecision precision);

/// `text` and those of `notes` that were known by `as_of` (no value: all), in one line.
[[nodiscard]] std::string with_notes_known(const std::string& text,
                                           const std::vector<DatedNote>& notes,
                                           std::string_view between,
                                           std::optional<base::LocalTime> as_of);

/// "2013" or "2015-07-03"; empty when open.
[[nodiscard]] std::string text_of(const InForceDay& day);

}  // namespace recanvass::law
