// What entries say was lost, is open or was ended by others, as the verifier reads it: entries lost
// to an older copy, standing objections, discrepancies, paper rolls, acts in law. A part of
// verify/record.h. Next: verify/open_matters.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace recanvass::verify {

/// Signed entries that an older copy did not have.
struct LostSeen {
  std::uint64_t position = 0;
  std::int64_t lost_size = 0;
  std::int64_t kept_size = 0;
  std::string reason;
  std::set<std::string> by;  ///< accounts: two
};

/// An objection to a whole class; the latest ruling holds.
struct ObjectionSeen {
  std::string author;
  std::string side;
  std::int64_t affected = 0;  ///< envelopes or ballots
  std::set<std::string> withdrawn_by{};  ///< accounts: one, or two
  bool ruled = false;
  std::set<std::string> ruled_by{};  ///< accounts
  std::string order{};

  [[nodiscard]] bool is_open() const { return withdrawn_by.empty() && !ruled; }
};

/// Who recorded an act in law, and by which order.
struct ActSeen {
  std::set<std::string> by;  ///< accounts
  std::string order;
};

/// A petition of one district's voters, by its number, and where its entry stands.
struct PrecinctAsked {
  std::string number;
  std::uint64_t position = 0;
};

/// A court's order, and a stay by it.
struct OrderSeen {
  std::string court;
  std::string case_number;
};

struct StaySeen {
  std::string order;
  std::string from;  ///< local time
};

/// An input corrected after it was published: by whom, why, where.
struct CorrectionSeen {
  std::vector<std::string> reasons;
  std::set<std::uint64_t> positions;
  std::set<std::string> by;  ///< accounts
};

/// An entry that is not given and that a certificate may have to warn of.
struct UnseenAct {
  std::uint64_t position = 0;
  std::string kind;
  std::string place;  ///< the batch, else the unit
};

/// A claim made about the election, and what became of it.
struct ClaimSeen {
  std::uint64_t position = 0;
  std::string kind;
  std::string filing;
  std::string who;
  std::string says;
  std::string status = "open";
  std::string words{};
  std::string examined{};  ///< each with what was found
};

/// A certificate whose sentences are in another wording than this program's.
struct OtherWording {
  std::uint64_t position = 0;
  std::int64_t wording = 0;
  std::vector<std::string> unlike{};  ///< this program's, where the facts are not the same
};

struct MattersSeen {
  std::optional<std::map<std::string, std::int64_t>> outcome_published;  ///< at the commitment
  CorrectionSeen outcome_corrected;
  std::map<std::string, CorrectionSeen> units_corrected;  ///< by id
  std::vector<UnseenAct> unseen;
  std::int64_t media_withheld = 0;
  std::vector<OtherWording> other_wordings;
  std::int64_t warnings_unread = 0;  ///< certificates whose warnings withheld entries could change
  std::map<std::string, OrderSeen> orders;  ///< by id
  std::map<std::string, StaySeen> stays;  ///< by name, lifted or not
  std::map<std::string, std::vector<PrecinctAsked>> precincts;  ///< petitions by the unit asked for
  std::vector<LostSeen> lost;
  std::map<std::string, ObjectionSeen> objections;  ///< by id
  std::map<std::string, std::string> discrepancies;  ///< opened by hand: what and where, by id
  std::set<std::string> closed;  ///< ids of discrepancies, those that open by themselves too
  std::map<std::pair<std::string, std::string>, bool> rolls;  ///< differs, by machine and day
  std::int64_t rolls_withheld = 0;
  std::set<std::string> machines_without_paper;
  /// Votes of a roll that is missing, or that nobody can read on it, by machine and day.
  std::map<std::pair<std::string, std::string>, std::int64_t> votes_without_paper;
  std::map<std::string, ClaimSeen> claims;  ///< by id
  std::vector<std::string> claims_registered;  ///< ids, in order
  std::map<std::uint64_t, ActSeen> acts;  ///< by position
};

}  // namespace recanvass::verify
