// Who may ask for a recount, by when and at what price, in every contest and jurisdiction of an
// election at once: figures known on a day, put to the law in force. Shown by report/assess_page.h
// and apps/cli; the law itself is law/knowledge.h, the figures election/known.h.
#pragma once

#include "election/election.h"
#include "election/known.h"
#include "law/answer.h"
#include "law/knowledge.h"

#include <optional>
#include <string>
#include <vector>

namespace recanvass::recount {

/// What is asked.
struct AssessOptions {
  /// The moment of the question. Figures and payments of that day count as known. No value: all
  /// that the package holds is known, and no deadline is called open or passed.
  std::optional<base::LocalTime> as_of;
  std::optional<election::ChoiceId> petitioner;    ///< no value: may anybody?
  std::optional<base::Date> law_on;                ///< no value: the law of election day
  std::vector<election::JurisdictionId> only;      ///< empty: all
};

/// The result set an answer rests on.
struct FigureSource {
  election::ResultSetId result_set;
  election::ResultKind kind = election::ResultKind::Unofficial;
  election::LegalStatus status = election::LegalStatus::Reported;
  base::Date known_on = base::Date::of(1, 1, 1);
  std::string source;
  std::string note;
};

/// Figures that the law's tests were put to in place of those shown.
struct FiguresBefore {
  FigureSource source;
  std::optional<election::Standing> standing;
};

/// What would have to change for the contest to have another outcome.
struct ChangeNeeded {
  election::VoteCount one_sided;  ///< more votes for the runner-up alone: the difference plus 1
  election::VoteCount switched;   ///< votes moved from the leader: half the difference, plus 1
};

/// Who asks, and how the law takes it.
struct PetitionerStanding {
  election::ChoiceId choice;
  std::string name;
  std::optional<election::VoteCount> votes;
  std::optional<int> place;                        ///< 1 has the most votes
  std::optional<election::VoteCount> behind_leader;
  law::Verdict accepted = law::Verdict::Unknown;   ///< Unknown also where the record is disputed
  std::string words;                               ///< of the rule that decides
};

/// The deadline in one county, where each has a clock of its own.
struct CountyDeadline {
  election::CountyId county;
  std::string name;
  law::Deadline deadline;
};

/// One contest in one jurisdiction.
struct PlaceAssessment {
  election::ContestId contest;
  election::JurisdictionId jurisdiction;
  std::string jurisdiction_name;
  std::optional<election::JurisdictionId> law_of;  ///< whose law was asked; none known: no value
  bool in_focus = false;
  std::optional<election::ElectorCount> electors;

  std::optional<FigureSource> figures;  ///< no value: no result known by then
  std::optional<election::Standing> standing;
  bool no_votes_reported = false;  ///< figures are known, and every one of them is 0
  std::optional<ChangeNeeded> needed;
  std::optional<FigureSource> recounted;  ///< the first recount known by then; no value: none
  /// The count before the recount or the audit that the figures shown come from: who may ask, the
  /// price and an automatic recount are tested on it. No value: on the figures shown.
  std::optional<FiguresBefore> tested;
  std::optional<PetitionerStanding> petitioner;

  std::optional<law::Answer> answer;  ///< no value: no rule is known for that day
  std::optional<election::Moment> clock_start;  ///< when the deadline's event happens
  bool clock_start_expected = false;  ///< that moment is set, and not known to have come
  std::optional<std::int64_t> signers_for_all;  ///< voters needed to cover every precinct
  std::vector<CountyDeadline> county_deadlines;  ///< by county id
  std::vector<election::Happening> money;  ///< estimates, payments, refunds known by then
  std::vector<std::string> unknown;  ///< sentences; what the answer lacks, and why
  std::vector<std::string> cautions;  ///< sentences; what it rests on
};

struct Assessment {
  std::string election_id;
  std::string election_name;
  base::Date election_day = base::Date::of(1, 1, 1);
  std::optional<base::LocalTime> as_of;
  base::Date law_on = base::Date::of(1, 1, 1);
  std::optional<election::ChoiceId> petitioner;
  std::string petitioner_name;
  /// By contest in the package's order; in each, jurisdictions in focus first and in that order,
  /// then the others by id.
  std::vector<PlaceAssessment> places;
};

/// Puts an election to the law.
/// @pre a petitioner is a choice of some contest; jurisdictions in `only` exist.
[[nodiscard]] Assessment assess(const election::Election& election, const law::KnowledgeBase& law,
                                const AssessOptions& options);

/// Votes that would change the outcome; at a tie one vote does.
[[nodiscard]] ChangeNeeded change_needed(election::VoteCount reported_margin);

}  // namespace recanvass::recount
