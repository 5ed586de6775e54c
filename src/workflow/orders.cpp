#include "workflow/orders.h"

#include <algorithm>

namespace recanvass::workflow {

std::vector<std::string> Orders::open_stays() const {
  std::vector<std::string> names;
  for (const auto& [name, stay] : stays) {
    if (!stay.lifted) names.push_back(name);
  }
  return names;
}

std::vector<std::string> Orders::stays_to_record() const {
  std::vector<std::string> ids;
  for (const auto& [id, order] : by_id) {
    const bool recorded =
        std::ranges::any_of(stays, [&](const auto& stay) { return stay.second.order == id; });
    if (order.orders == "stay" && !recorded) ids.push_back(id);
  }
  return ids;
}

std::vector<std::string> Orders::seals() const {
  std::vector<std::string> names = open_stays();
  for (std::string& id : stays_to_record()) names.push_back(std::move(id));
  return names;
}

bool Orders::is_on_file(const std::string& order) const {
  const auto found = by_id.find(order);
  return found != by_id.end() && !found->second.document.is_null();
}

const MethodChoice* Orders::method_for(const std::string& county) const {
  const MethodChoice* general = nullptr;
  const MethodChoice* own = nullptr;
  for (const MethodChoice& choice : methods) {
    if (choice.county.empty()) general = &choice;
    if (!choice.county.empty() && choice.county == county) own = &choice;
  }
  return own != nullptr ? own : general;
}

}  // namespace recanvass::workflow
