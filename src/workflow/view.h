// A view: one projection of an operation's state, asked for by `recanvass show ELECTION VIEW` and,
// with the same values, by every page and document. Each stands in a file of its own,
// show_NAME.cpp, and registers in workflow/views.cpp.
// Next: workflow/operation.h for what it reads.
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <string>
#include <vector>

namespace recanvass::workflow {

struct Account;
struct Operation;

/// What is asked for, and by whom.
struct ViewRequest {
  const Account* viewer = nullptr;  ///< null: the public
  std::string county{};             ///< only this county's rows; empty: all
  std::string unit{};               ///< only this reporting unit's rows; empty: all
};

/// Pure: the same state and request give the same value. Lists are in a stated order; figures that
/// do not exist yet are null, never zero.
struct View {
  std::string name;     ///< "petitions": what is typed
  std::string summary;  ///< one sentence
  base::Json (*build)(const Operation&, const ViewRequest&) = nullptr;
};

/// All views, in the order of an operation.
[[nodiscard]] const std::vector<View>& views();

/// Null when there is none.
[[nodiscard]] const View* view_named(const std::string& name);

/// What is wrong with a county or a unit that is asked for. Causes: view.county, view.unit.
[[nodiscard]] base::Problems view_problems(const Operation& operation, const ViewRequest& request);

/// The only way to a machine's figures: whether this viewer may see what was reported for a unit,
/// or what depends on it, such as a difference. State officers may at any time; county officers and
/// petitioners, who enter no tally, when the unit's count is signed off; everybody else, the public
/// included, when every unit of the unit's county is, and then not while a single unit is left
/// anywhere: the reported outcome less what is shown would be the open one's. At every size.
[[nodiscard]] bool may_see_reported(const Operation& operation, const ViewRequest& request,
                                    const std::string& unit);

/// Whether this viewer may see figures in which the reported ones of all units are added up, such
/// as the difference that is bounded each evening. State officers and petitioners, who decide each
/// evening whether to go on, may at any time; everybody else when no unit that is counted is
/// open.
[[nodiscard]] bool may_see_reported_sums(const Operation& operation, const ViewRequest& request);

/// What stands instead of a sentence that may_see_reported_sums keeps from a viewer.
inline constexpr const char* kHiddenSums =
    "Hidden from those who may count until the last unit is signed off (docs/deciding.md).";

/// Whether this viewer may see what was entered for a batch: everybody when its unit is signed off;
/// before that those who oversee counting there, unless one of the entries is their own. A counter
/// never sees another's entry, nor what it differs by.
[[nodiscard]] bool may_see_entries(const Operation& operation, const ViewRequest& request,
                                   const std::string& batch);

}  // namespace recanvass::workflow
