// Accounts and what they may do: state-wide or for one county, and who may never see a machine's
// count.
// Accounts and keys are events like everything else (workflow/people.cpp).
#pragma once

#include "ledger/keys.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::workflow {

enum class Role {
  StateOfficer,  ///< runs the operation
  CountyOfficer,  ///< runs one county, and enters no tally
  Supervisor,  ///< oversees counting in one county
  Counter,  ///< enters and counts; never sees a machine's count before sign-off
  BoardMember,  ///< rules on challenges, settles entries that differ, signs
  Petitioner,  ///< asks, pays, observes
  Observer,  ///< watches and objects
};

/// Who gave an account its name or its key, where that was after the inputs were published.
struct NamedLater {
  std::uint64_t position = 0;
  std::set<std::string> by;  ///< accounts
};

struct Account {
  std::string id;
  std::string name;
  Role role = Role::Observer;
  std::string county;  ///< empty: the whole jurisdiction
  ledger::PublicKey key{};
  std::vector<ledger::PublicKey> past_keys;  ///< which it had before, the first one first
  bool active = true;
  std::vector<NamedLater> named_later{};  ///< in order
};

[[nodiscard]] std::string name_of(Role role);
[[nodiscard]] std::optional<Role> role_named(std::string_view name);
[[nodiscard]] std::vector<std::string> role_names();

/// Whether an account of this role can be the second person of some act of two.
[[nodiscard]] bool may_approve(Role role);

/// Whether an account of this role enters tallies.
[[nodiscard]] bool may_count(Role role);

/// Whether an account of this role and county may act in `county`.
[[nodiscard]] bool may_act_in(const Account& account, const std::string& county);

}  // namespace recanvass::workflow
