#include "workflow/roles.h"

#include <array>
#include <utility>

namespace recanvass::workflow {
namespace {

constexpr std::array<std::pair<Role, const char*>, 7> kRoles = {
    {{Role::StateOfficer, "state-officer"},
     {Role::CountyOfficer, "county-officer"},
     {Role::Supervisor, "supervisor"},
     {Role::Counter, "counter"},
     {Role::BoardMember, "board-member"},
     {Role::Petitioner, "petitioner"},
     {Role::Observer, "observer"}}};

}  // namespace

std::string name_of(Role role) {
  for (const auto& [key, name] : kRoles) {
    if (key == role) return name;
  }
  RECANVASS_CHECK(!"a role without a name");
  return {};
}

std::optional<Role> role_named(std::string_view name) {
  for (const auto& [key, text] : kRoles) {
    if (text == name) return key;
  }
  return std::nullopt;
}

std::vector<std::string> role_names() {
  std::vector<std::string> names;
  for (const auto& [key, name] : kRoles) names.emplace_back(name);
  return names;
}

bool may_approve(Role role) {
  switch (role) {
    case Role::StateOfficer:
    case Role::CountyOfficer:
    case Role::Supervisor:
    case Role::BoardMember: return true;
    case Role::Counter:
    case Role::Petitioner:
    case Role::Observer: return false;
  }
  return false;
}

bool may_count(Role role) { return role == Role::Counter || role == Role::Supervisor; }

bool may_act_in(const Account& account, const std::string& county) {
  return account.county.empty() || account.county == county;
}

}  // namespace recanvass::workflow
