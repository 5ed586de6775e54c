// Conditions that several use cases share: what must have happened before paper is touched, and
// where an author may act. Each gives the refusal in words, or nothing.
#pragma once

#include "base/date.h"
#include "workflow/operation.h"
#include "workflow/use_case.h"

#include <set>
#include <string>

namespace recanvass::workflow {

/// Committed, published, witnessed, not stayed: the order that the program enforces before
/// counting.
[[nodiscard]] base::Problems counting_may_go_on(const Operation& operation);

/// Committed, published and witnessed. Enough for what only seals: a stay does not keep a container
/// open.
[[nodiscard]] base::Problems inputs_are_fixed(const Operation& operation);

/// What follows an election is not of a day before it. Nothing where its day is not known.
/// @param what   that is of `day`, for the refusal
/// @param cause  of the refusal
[[nodiscard]] base::Problems not_before_election(const Operation& operation, base::Date day,
                                                 const std::string& what, const std::string& cause);

/// Nothing while no stay is open; else which order stays the work.
[[nodiscard]] base::Problems work_is_not_stayed(const Operation& operation);

/// An order that was recorded.
[[nodiscard]] base::Problems order_is_known(const Operation& operation, const std::string& id);

/// A county of this operation in which the author may act.
[[nodiscard]] base::Problems county_is_open_to(const Operation& operation,
                                               const std::string& author,
                                               const std::string& county);

/// The author's account may act in this county.
[[nodiscard]] base::Problems author_acts_in(const Operation& operation, const std::string& author,
                                            const std::string& county);

/// State officers of the whole jurisdiction whose accounts are open.
[[nodiscard]] std::int64_t open_state_officers(const Operation& operation);

/// Whether two accounts are of one person: the same account, or the same name, spelling and title
/// apart.
[[nodiscard]] bool same_person(const Operation& operation, const std::string& one,
                               const std::string& other);

/// Two names, and of different people: spelling apart, and not two names of one account.
/// @param cause  of the refusal.
[[nodiscard]] base::Problems two_people_named(const Operation& operation, const base::Json& names,
                                              const std::string& cause, const std::string& mend);

/// The accounts of an act: its author's, and the second person's where it has one.
[[nodiscard]] std::set<std::string> accounts_of(const Event& event);

/// Null when the manifest has no such batch.
[[nodiscard]] const ManifestBatch* batch_named(const Operation& operation, const std::string& id);

/// Nothing while the unit is not signed off; after that, it is reopened by two persons first.
[[nodiscard]] base::Problems unit_is_open(const Operation& operation, const std::string& unit);

/// The ids of the contest's choices in paper order.
[[nodiscard]] std::vector<std::string> choice_ids(const Operation& operation);

void add_problems(base::Problems& problems, const base::Problems& more);

}  // namespace recanvass::workflow
