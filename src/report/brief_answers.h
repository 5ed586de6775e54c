// The seven questions of the public briefing, answered in sentences that each carry their evidence.
// One wording for the page, the terminal and --json. Rules kept here: say what was checked and what
// was not; a recount or audit "confirms the winner"; a lead that is not final is never given
// without the number of challenges still open. Next: brief_page.h.
#pragma once

#include "report/briefing.h"

#include <string>
#include <vector>

namespace recanvass::report {

enum class EvidenceKind { ResultSet, Statute, ReferenceRow, PublicRecord, Method };

/// Where a sentence can be checked.
struct Evidence {
  EvidenceKind kind = EvidenceKind::PublicRecord;
  std::string reference;  ///< id of a result set, statute or row; empty for the public record
  std::string source;  ///< citation in words
  friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// What a reader must know about a sentence before leaning on it.
enum class Mark { Press, Rounded, Unverified, Unknown, LawMedium, LawLow, Void };

struct Sentence {
  std::string topic;  ///< what it is about, shown in front: "Wisconsin"; may be empty
  std::string text;
  std::vector<Evidence> evidence;
  std::vector<Mark> marks;
};

struct BriefAnswer {
  std::string id;  ///< "states", "questions", "money", "deadlines", "change", "flip", "paper"
  std::string question;
  std::vector<Sentence> sentences;  ///< never empty: what is not known is said
};

/// The seven answers, always in the order of the ids above.
[[nodiscard]] std::vector<BriefAnswer> answer_seven(const Briefing& briefing);

/// Evidence numbered in order of first use, each piece once; the list at the end of a briefing.
class EvidenceList {
 public:
  /// Its number, 1 and up.
  std::size_t number(const Evidence& evidence);
  [[nodiscard]] const std::vector<Evidence>& all() const { return list_; }

 private:
  std::vector<Evidence> list_;
};

/// What was checked, then what was not.
struct Checked {
  std::vector<std::string> done;
  std::vector<std::string> not_done;
};
[[nodiscard]] Checked what_was_checked(const Briefing& briefing);

/// The past recount that moved the largest share of votes, of those not mostly late counting.
[[nodiscard]] const BriefRecount* largest_shift(const Briefing& briefing);

[[nodiscard]] std::string name_of(EvidenceKind kind);  ///< "result-set", as in --json
[[nodiscard]] std::string words_of(EvidenceKind kind);  ///< "Result set"
[[nodiscard]] std::string name_of(Mark mark);  ///< "law-medium", as in --json
[[nodiscard]] std::string words_of(Mark mark);  ///< "law: medium confidence"

}  // namespace recanvass::report
