package sleeper.cdk.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sleeper.core.json.Json;

/** Works out values of a template as CloudFormation does, in an account of the tests. */
final class TemplateValues {

  static final String ACCOUNT = "123456789012";
  static final String REGION = "eu-west-2";

  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::AccountId",
          ACCOUNT,
          "AWS::Region",
          REGION,
          "AWS::Partition",
          "aws",
          "AWS::URLSuffix",
          "amazonaws.com");

  private final JsonNode resources;
  private final Map<String, String> parameters = new HashMap<>();

  TemplateValues(Map<String, Object> template) {
    resources = Json.mapper().valueToTree(template).path("Resources");
  }

  /** Those of a nested template, to which the root has handed what it refers to. */
  static TemplateValues ofNested(Map<String, Object> nested, Map<String, Object> root) {
    TemplateValues values = new TemplateValues(nested);
    TemplateValues parent = new TemplateValues(root);
    for (JsonNode resource : parent.resources) {
      if (resource.path("Type").asText().equals("AWS::CloudFormation::Stack")) {
        resource
            .path("Properties")
            .path("Parameters")
            .properties()
            .forEach(each -> values.parameters.put(each.getKey(), parent.text(each.getValue())));
      }
    }
    return values;
  }

  /**
   * The text that a value becomes. What only AWS knows is {@code <id>} or {@code <id.attribute>}.
   */
  String text(JsonNode value) {
    if (value.isValueNode()) {
      return value.asText();
    } else if (value.has("Ref")) {
      return ref(value.get("Ref").asText());
    } else if (value.has("Fn::Join")) {
      List<String> parts = new ArrayList<>();
      value.get("Fn::Join").get(1).forEach(part -> parts.add(text(part)));
      return String.join(value.get("Fn::Join").get(0).asText(), parts);
    } else if (value.has("Fn::GetAtt")) {
      return attribute(value.get("Fn::GetAtt"));
    } else if (value.has("Fn::Sub")) {
      String text = value.get("Fn::Sub").asText();
      for (Map.Entry<String, String> each : PSEUDO.entrySet()) {
        text = text.replace("${" + each.getKey() + "}", each.getValue());
      }
      return text;
    }
    throw new AssertionError("It is not known what this becomes: " + value);
  }

  private String ref(String id) {
    if (PSEUDO.containsKey(id)) {
      return PSEUDO.get(id);
    } else if (parameters.containsKey(id)) {
      return parameters.get(id);
    }
    JsonNode resource = resources.path(id);
    JsonNode properties = resource.path("Properties");
    return switch (resource.path("Type").asText()) {
      case "AWS::S3::Bucket" -> text(properties.path("BucketName"));
      case "AWS::DynamoDB::Table" -> text(properties.path("TableName"));
      case "AWS::SQS::Queue" ->
          "https://sqs.%s.amazonaws.com/%s/%s"
              .formatted(REGION, ACCOUNT, text(properties.path("QueueName")));
      case "AWS::ECS::Cluster" -> text(properties.path("ClusterName"));
      default -> "<" + id + ">";
    };
  }

  private String attribute(JsonNode attribute) {
    String id = attribute.get(0).asText();
    String name = attribute.get(1).asText();
    JsonNode resource = resources.path(id);
    JsonNode properties = resource.path("Properties");
    String unknown = "<" + id + "." + name + ">";
    if (!name.equals("Arn")) {
      return unknown;
    }
    return switch (resource.path("Type").asText()) {
      case "AWS::S3::Bucket" -> "arn:aws:s3:::" + ref(id);
      case "AWS::DynamoDB::Table" ->
          "arn:aws:dynamodb:%s:%s:table/%s".formatted(REGION, ACCOUNT, ref(id));
      case "AWS::SQS::Queue" ->
          "arn:aws:sqs:%s:%s:%s".formatted(REGION, ACCOUNT, text(properties.path("QueueName")));
      default -> unknown;
    };
  }
}
