#include "workflow/orders.h"

namespace recanvass::workflow {

std::vector<std::string> Orders::open_stays() const {
  std::vector<std::string> names;
  for (const auto& [name, stay] : stays) {
    if (!stay.lifted) names.push_back(name);
  }
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
