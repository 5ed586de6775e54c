#include "workflow/attachment.h"

#include "workflow/command.h"

#include <algorithm>

namespace recanvass::workflow {
namespace {

using base::Json;

constexpr std::int64_t kFileBytesMost = (std::int64_t{1} << 53) - 1;

bool has_text(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() &&
         !found->get_ref<const std::string&>().empty() &&
         is_plain_text(found->get_ref<const std::string&>());
}

void collect_attached(const Json& value, std::vector<base::Sha256>& hashes) {
  if (!value.is_structured()) return;
  if (is_attachment(value)) {
    hashes.push_back(*base::parse_hex(value["sha256"].get_ref<const std::string&>()));
    return;
  }
  for (const Json& member : value) collect_attached(member, hashes);
}

void collect_paths(Json& value, std::vector<Json*>& found) {
  if (!value.is_structured()) return;
  if (is_file_to_attach(value)) {
    found.push_back(&value);
    return;
  }
  for (Json& member : value) collect_paths(member, found);
}

bool names_a_file(const Json& value) {
  return value.is_structured() &&
         (is_file_to_attach(value) || std::any_of(value.begin(), value.end(), names_a_file));
}

}  // namespace

bool is_attachment(const Json& value) {
  if (!value.is_object() || value.size() != 3 || !has_text(value, "name")) return false;
  const auto& name = value["name"].get_ref<const std::string&>();
  if (name.find_first_of("/\\") != std::string::npos || name == "." || name == "..") return false;
  const auto sha256 = value.find("sha256");
  const auto bytes = value.find("bytes");
  return sha256 != value.end() && sha256->is_string() &&
         base::parse_hex(sha256->get_ref<const std::string&>()) && bytes != value.end() &&
         bytes->is_number_integer() && *bytes >= 0 && *bytes <= kFileBytesMost;
}

std::vector<base::Sha256> attached_files(const Json& body) {
  std::vector<base::Sha256> hashes;
  collect_attached(body, hashes);
  return hashes;
}

bool is_file_to_attach(const Json& value) {
  return value.is_object() && has_text(value, "path") &&
         (value.size() == 1 || (value.size() == 2 && has_text(value, "name")));
}

bool has_files_to_attach(const Json& body) {
  return std::any_of(body.begin(), body.end(), names_a_file);
}

std::vector<Json*> files_to_attach(Json& body) {
  std::vector<Json*> found;
  for (Json& member : body) collect_paths(member, found);
  return found;
}

}  // namespace recanvass::workflow
