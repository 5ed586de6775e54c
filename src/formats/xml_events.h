// XML as a stream of elements, read by libxml2 with everything dangerous refused: no document type,
// so no entities and no expansion; no network; no unusual depth. Next: formats/clarity.h.
#pragma once

#include "base/problem.h"
#include "formats/byte_source.h"

#include <cstdint>
#include <memory>
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
/// Causes: xml.document-type, xml.depth, xml.syntax.
[[nodiscard]] base::Problems read_xml(std::string_view bytes, const std::string& file,
                                      XmlListener& listener);

/// The same for bytes that come piece by piece. Causes as above, and those of the source.
[[nodiscard]] base::Problems read_xml(ByteSource& bytes, const std::string& file,
                                      XmlListener& listener);

/// The same for whoever wants to stop in between: elements are told while pieces are fed.
class XmlFeed {
 public:
  XmlFeed(std::string file, XmlListener& listener);
  ~XmlFeed();
  XmlFeed(const XmlFeed&) = delete;
  XmlFeed& operator=(const XmlFeed&) = delete;

  /// False at a problem, and ever after.
  bool feed(std::string_view piece);
  /// After the last piece; false at a problem.
  bool finish();
  [[nodiscard]] const base::Problems& problems() const { return problems_; }

 private:
  struct Parser;
  bool check(int fault);

  std::string file_;
  std::unique_ptr<Parser> parser_;
  base::Problems problems_;
};

/// The value of an attribute; empty when absent.
[[nodiscard]] std::string_view attribute_of(const std::vector<XmlAttribute>& attributes,
                                            std::string_view name);

}  // namespace recanvass::formats
