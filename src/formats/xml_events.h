// XML as a stream of elements, read by libxml2 with everything dangerous refused: no document type,
// so no entities and no expansion; no network; no unusual depth. Next: formats/clarity.h.
#pragma once

#include "base/problem.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recanvass::formats {

struct XmlAttribute {
  std::string_view name;  ///< without its namespace's prefix
  std::string value;
};

/// Receives elements in document order. Names are local names, without namespaces. Nothing here may
/// throw: the caller is a C library.
class XmlListener {
 public:
  virtual ~XmlListener() = default;
  virtual void start(std::string_view name, const std::vector<XmlAttribute>& attributes,
                     std::int64_t line) = 0;
  virtual void end(std::string_view name, std::int64_t line) = 0;
  virtual void text(std::string_view characters) = 0;
};

/// Reads all of `bytes`, in the encoding that the document states. Empty: it was well-formed.
/// Causes: xml.document-type, xml.syntax.
[[nodiscard]] base::Problems read_xml(std::string_view bytes, const std::string& file,
                                      XmlListener& listener);

/// The value of an attribute; empty when absent.
[[nodiscard]] std::string_view attribute_of(const std::vector<XmlAttribute>& attributes,
                                            std::string_view name);

}  // namespace recanvass::formats
