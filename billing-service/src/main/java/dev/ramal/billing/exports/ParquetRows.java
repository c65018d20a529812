package dev.ramal.billing.exports;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes rows of longs, integers and texts; null is left out. */
final class ParquetRows extends WriteSupport<List<Object>> {
  private final MessageType schema;
  private RecordConsumer consumer;

  private ParquetRows(MessageType schema) {
    this.schema = schema;
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public WriteContext init(Configuration configuration) {
    throw new UnsupportedOperationException("there is no Hadoop");
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.consumer = recordConsumer;
  }

  @Override
  public void write(List<Object> row) {
    consumer.startMessage();
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) != null) {
        consumer.startField(schema.getFieldName(i), i);
        add(row.get(i));
        consumer.endField(schema.getFieldName(i), i);
      }
    }
    consumer.endMessage();
  }

  private void add(Object value) {
    if (value instanceof Long number) {
      consumer.addLong(number);
    } else if (value instanceof Integer number) {
      consumer.addInteger(number);
    } else {
      consumer.addBinary(Binary.fromString((String) value));
    }
  }

  /** Where they go. */
  static final class Builder extends ParquetWriter.Builder<List<Object>, Builder> {
    private final MessageType schema;

    Builder(OutputFile file, MessageType schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<List<Object>> getWriteSupport(ParquetConfiguration configuration) {
      return new ParquetRows(schema);
    }

    @Override
    protected WriteSupport<List<Object>> getWriteSupport(Configuration configuration) {
      throw new UnsupportedOperationException("there is no Hadoop");
    }
  }
}
